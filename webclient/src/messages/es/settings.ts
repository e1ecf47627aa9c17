// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const settings: Messages["settings"] = {
  profile: "Perfil",
  profileLead: (username) => `Eres ${username}. Cualquiera en este relé puede leer lo que escribas aquí.`,
  displayName: "Nombre visible",
  about: "Sobre ti",
  listed: "Mostrarme en el directorio",
  save: "Guardar el perfil",
  saving: "Guardando …",
  privacy: "Privacidad",
  readReceipts: "Avisar a los demás cuando he leído sus mensajes",
  typing: "Mostrar a los demás cuando les escribo",
  typingHint: "Así también ves cuándo te escriben, si ellos lo muestran. A los desconocidos no se les dice nada.",
  readReceiptsHint:
    "Así también ves cuándo han leído los tuyos, si ellos lo comparten. A los desconocidos no se les dice nada.",
  appearance: "Aspecto",
  theme: { system: "Como el sistema", light: "Claro", dark: "Oscuro" },
  themeLegend: "Tema",
  languageLegend: "Idioma",
  asBrowser: "Como el navegador",
  languageFailed: "No se pudo cargar este idioma. Inténtalo de nuevo o recarga la página.",
  devices: "Dispositivos",
  devicesLead: "Cada dispositivo tiene sus propias claves. Quita el que ya no tengas.",
  current: "Este dispositivo",
  unnamed: "Dispositivo sin nombre",
  added: (date) => `Añadido el ${date}`,
  seen: (date) => `visto por última vez el ${date}`,
  unlisted: "Sin la firma de tu cuenta: no se cifra nada para él. Si no lo conoces, quítalo.",
  remove: "Quitar",
  removeLabel: (name) => `Quitar ${name}`,
  removeTitle: (name) => `¿Quitar ${name}?`,
  removeText:
    "Se cierra su sesión de inmediato y ya no recibe nada. Lo que ha recibido solo se queda en él hasta que vuelva a conectarse.",
  devicesFailed: "No se pudo obtener la lista de dispositivos.",
  logOut: "Salir",
  logOutLead: "Borra de este navegador las claves de este dispositivo y todos los mensajes.",
  logOutTitle: "¿Salir en este navegador?",
  logOutText:
    "Se borran las claves de este dispositivo y todos los mensajes guardados en este navegador. Los mensajes que solo tienes aquí se pierden para siempre.",
  notPersistent:
    "Este navegador puede borrar los datos de Sotto cuando se llene su disco. Añadir Sotto a los marcadores o a la pantalla de inicio suele evitarlo.",
};

export const linking: Messages["linking"] = {
  link: "Vincular un dispositivo",
  title: "Vincular un dispositivo",
  codeText:
    "En el nuevo dispositivo, elige «Vincular con un código» en lugar de la contraseña e introduce allí este código.",
  code: "Código",
  codeHint: "28 letras y cifras, con o sin guiones. O escanea el código QR con la cámara.",
  codeHintNoCamera:
    "28 letras y cifras, con o sin guiones. Para el código QR necesitas un programa que lo escanee: escribe aquí lo que lea.",
  qrLabel: "El mismo código como código QR",
  qrHint:
    "Un navegador con cámara lee el código QR: elige «Escanear con la cámara» en el dispositivo nuevo. Si no, necesitas allí un programa que lo escanee: escribe lo que lea.",
  copy: "Copiar",
  copied: "Copiado",
  warning:
    "Quien obtenga este código puede convertirse en un dispositivo de tu cuenta y leerlo todo. Nadie más lo necesita nunca: ni el relé, ni el soporte, ni un amigo.",
  newCode: "Mostrar un código nuevo",
  number: "Número para comparar",
  compareOwner: (device) =>
    `Un dispositivo que se llama «${device}» quiere vincularse. Mira el nuevo dispositivo que tienes delante: ¿muestra este número?`,
  compareNewcomer: (user) =>
    `Este navegador está a punto de ser un dispositivo de ${user}. ¿Muestra el otro dispositivo este número?`,
  compareWarning: "Si no ves tú la otra pantalla, o si alguien te dice el número, elige «Es distinto».",
  same: "Es el mismo",
  different: "Es distinto",
  join: "Continuar",
  looking: "Buscando el otro dispositivo …",
  waitingForNewcomer: (device) => `Confirma el número también en «${device}».`,
  waitingForOwner: "Confirma el número también en el otro dispositivo.",
  done: "El nuevo dispositivo está vinculado. Tus mensajes anteriores llegarán enseguida.",
  doneAllTheSame: "Ha llegado tarde: el dispositivo nuevo está vinculado. Si no es tuyo, quítalo de la lista.",
  overForOwner: "Han pasado los diez minutos, o el nuevo dispositivo ha desistido. No se ha entregado nada.",
  overForNewcomer: "Este código no vale, o ya no. Pide uno nuevo en el otro dispositivo.",
  usedAlready:
    "Este código ya se ha usado. Si no has sido tú, elige «Es distinto» en el otro dispositivo y muestra un código nuevo.",
  meddled: "Algo cambió en el camino entre los dos dispositivos, así que no se ha entregado nada.",
};

export const scan: Messages["scan"] = {
  start: "Escanear con la cámara",
  title: "Escanear un código QR",
  picture: "Lo que ve la cámara",
  asking: "Esperando a la cámara …",
  looking: "Buscando un código …",
  failures: {
    refused: "Esta página no puede usar la cámara: permítelo en el navegador o introduce el código.",
    missing: "Aquí no hay cámara, o algo más la está usando: introduce el código.",
    notLoaded: "No se ha podido cargar el escáner: inténtalo de nuevo o introduce el código.",
  },
};
