// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const landing: Messages["landing"] = {
  claim: "Habla en voz baja.",
  lead: "Sotto es un chat privado que un grupo de personas puede alojar por sí mismo. Los mensajes se cifran antes de salir de tu dispositivo, y el relé que hay en medio lleva lo que no puede leer.",
  register: "Crear una cuenta",
  login: "Entrar",
  open: "Abrir tus mensajes",
  more: "Qué está protegido y qué no",
  points: [
    {
      title: "Solo vosotros dos",
      text: "Cada mensaje directo va cifrado de extremo a extremo, siempre. No hay interruptor que olvidar ni texto sin cifrar al que recurrir.",
    },
    {
      title: "Un nombre y una contraseña",
      text: "Sin número de teléfono, sin correo electrónico, sin subir contactos. Tu contraseña tampoco sale nunca de tu dispositivo.",
    },
    {
      title: "Para alojarlo tú",
      text: "Un pequeño relé funciona en tu propia máquina. Guarda los mensajes sellados hasta que se recogen, y poco más.",
    },
  ],
};

export const register: Messages["register"] = {
  lead: "Bastan un nombre y una contraseña.",
  username: "Nombre",
  usernameHint: "Los demás te encuentran por este nombre. No se puede cambiar después.",
  password: "Contraseña",
  show: "Mostrar",
  hide: "Ocultar",
  showPassword: "Mostrar la contraseña",
  noReset: "Nadie puede restablecerla por ti: es lo que abre tus claves.",
  displayName: "Nombre visible (opcional)",
  displayNameHint: "Se muestra junto a tus mensajes. Cualquiera aquí puede leerlo.",
  listed: "Mostrarme en el directorio",
  listedHint: "Si no, solo te encuentran quienes conocen tu nombre exacto.",
  deviceName: "Nombre de este dispositivo",
  deviceNameHint: "Solo lo ves tú, cifrado, en tu lista de dispositivos.",
  submit: "Crear cuenta",
  haveAccount: "¿Ya tienes una cuenta?",
  working: "Creando tu cuenta",
  failed: "Tu cuenta no se creó.",
  fix: "Revisa estos campos:",
};

export const login: Messages["login"] = {
  lead: "Hola de nuevo.",
  submit: "Entrar",
  noAccount: "¿Aún no tienes cuenta?",
  withCode: "Vincular con un código",
  withCodeTitle: "Vincular este navegador",
  withCodeLead:
    "En un dispositivo con la sesión iniciada, elige Ajustes, Dispositivos, Vincular un dispositivo. Mostrará un código para este navegador; aquí no necesitas contraseña.",
  working: "Entrando en tu cuenta",
  failed: "No se pudo entrar.",
  newDevice:
    "Este navegador pasa a ser un dispositivo de tu cuenta, con claves propias. Tus mensajes anteriores llegan desde el relé, que no puede leerlos.",
  trust:
    "En un navegador, el propio programa llega cada vez desde este relé. Quien lo lleva podría cambiarlo. El programa de escritorio no tiene esta debilidad.",
  trustMore: "Más sobre esto",
};

export const entry: Messages["entry"] = {
  stepsLabel: "Pasos",
  captchaNote:
    "Tu navegador resuelve un pequeño acertijo para que las máquinas no puedan hacer esto por millares. No se envía nada a nadie más.",
  derivingNote: "Es lento a propósito: así sale caro adivinar tu contraseña.",
  done: "hecho",
  now: "en curso",
  progress: "Progreso",
};

export const devices: Messages["devices"] = {
  browser: (browser, system) => `${browser} en ${system}`,
  unknownBrowser: "Navegador",
  unknownSystem: "ordenador",
};

export const about: Messages["about"] = {
  lead: "Sotto es un chat privado que la gente puede alojar por sí misma. Esta página dice con claridad qué protege y qué no.",
  sections: [
    {
      title: "Qué se cifra",
      paragraphs: [
        "El texto de cada mensaje directo se cifra en tu dispositivo y se descifra en el de la otra persona, con X3DH y el Double Ratchet, que Signal también usa. Las claves viejas se tiran mientras habláis, así que una clave robada hoy no abre los mensajes de ayer.",
        "Tus borradores, los nombres que das a la gente, tu historial y tu lista de conversaciones se quedan en una base de datos cifrada en este navegador.",
      ],
    },
    {
      title: "Qué sabe el relé",
      paragraphs: [
        "El relé ve quién escribe a quién, cuándo y más o menos cuánto. Guarda tu nombre, tus claves públicas, lo que pones en tu perfil y los mensajes sellados hasta que tus dispositivos los recogen.",
        "Nunca ve tu contraseña, una clave privada ni lo que hay en un mensaje. No puede leerlos para nosotros, para su dueño ni para nadie que lo pida.",
      ],
    },
    {
      title: "Unas palabras sinceras sobre los navegadores",
      paragraphs: [
        "En un navegador, el propio programa lo entrega el relé cada vez que abres esta página. Quien controle el relé podría entregar uno cambiado que delate tus mensajes. Ninguna página web puede descartarlo por sí sola.",
        "Si eso te importa, usa el programa de escritorio: se instala una vez y el relé no puede cambiarlo.",
      ],
    },
    {
      title: "¿Son realmente ellos?",
      paragraphs: [
        "El relé reparte claves públicas, así que podría repartir claves falsas. Cada conversación tiene un número de seguridad de 60 cifras. Si los dos veis el mismo, no hay nadie en medio. Cuando cambia la clave de alguien, Sotto lo dice y deja de enviar hasta que la aceptes.",
      ],
    },
    {
      title: "Qué cuesta",
      paragraphs: [
        "Nada. Sotto es software libre con la GPL, versión 3 o posterior. No hay edición de pago ni publicidad, y nada en esta página viene de terceros.",
      ],
    },
  ],
};

export const news: Messages["news"] = {
  lead: "De quienes llevan este relé.",
  empty: "Todavía no hay novedades",
  emptyText: "Cuando quienes llevan este relé tengan algo que decir, aparecerá aquí.",
  failed: "No se pudieron obtener las novedades.",
};

export const lost: Messages["lost"] = { text: "No hay nada en esta dirección.", home: "Ir al inicio" };
