// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const report: Messages["report"] = {
  title: (title) => `Denunciar un mensaje de ${title}`,
  text: "Quien administra tu relé no puede leer los mensajes. Si quieres enseñarle este, copia la denuncia y envíasela tú. Desde aquí no se envía nada. Para no saber más de alguien, bloquéalo en su perfil.",
  withText: "Con el texto del mensaje",
  label: "La denuncia",
  copy: "Copiar la denuncia",
  copied: "Copiado",
};

export const request: Messages["request"] = {
  title: (title) => `${title} quiere escribirte`,
  text: "Aquí todavía no os conocéis. No sabrá que has visto esto hasta que aceptes o respondas.",
  accept: "Aceptar",
  block: "Bloquear",
  unblock: "Desbloquear",
  blockTitle: (title) => `¿Bloquear a ${title}?`,
  blockText:
    "No se muestra nada más de lo que te envíe directamente, y no se le avisa. Lo que diga en los grupos que compartís se sigue viendo. Vale en este dispositivo; bloquea también en los demás.",
  blockedTitle: (title) => `Has bloqueado a ${title}`,
  blockedText: "Lo que envíe mientras tanto no se guarda.",
};

export const safety: Messages["safety"] = {
  title: "Número de seguridad",
  text: (title) =>
    `Si tú y ${title} veis el mismo número, nadie más está leyendo. Comparadlo en persona o en una llamada, no en un chat.`,
  none: "Todavía no hay número. Aparece con el primer mensaje en cualquiera de los dos sentidos.",
  number: "El número de seguridad, 12 grupos de 5 cifras",
  copy: "Copiar",
  copied: "Copiado",
  verify: "Es el mismo: marcar como verificado",
  unverify: "Ya no está verificado",
  verified: (title) => `Has comparado este número con ${title}.`,
  acceptTitle: (title) => `¿Aceptar la clave nueva de ${title}?`,
  acceptText: (title) =>
    `Este es el número de seguridad con la clave nueva. Si ${title} ve el mismo, no hay nadie en medio. Pregunta por otra vía, no en este chat. Lo que espera se envía en cuanto aceptes.`,
  acceptNone: "Aún no se conoce el número de la clave nueva, así que no hay nada que aceptar.",
  acceptConfirm: "Aceptar esta clave",
  badge: "Verificado",
  code: "Código QR del número de seguridad",
  copyCode: "Copiar el código",
  enterCode: "Comparar un código",
  enterText: (title) =>
    `Escanea el código QR en la pantalla de ${title}, o pega lo que un escáner haya leído de él. Un código que haya llegado por este chat no prueba nada.`,
  enterTextNoCamera: (title) =>
    `Pega lo que un escáner haya leído del código QR en la pantalla de ${title}. Un código que haya llegado por este chat no prueba nada.`,
  enterLabel: "Código de la otra persona",
  compareCode: "Comparar",
  matches: {
    same: (title) => `Es el código que debe tener ${title}: nadie más lee.`,
    differentKey: (title) =>
      `¡Otra clave! Lo que ves de ${title}, o lo que ${title} ve de ti, no es auténtico. Puede que alguien esté leyendo: no la aceptes y avisaos por otra vía.`,
    otherCode: (title) =>
      `Este no es el código de ${title} para esta conversación. Puede ser el tuyo, uno de otra conversación o estar incompleto.`,
  },
};

export const profile: Messages["profile"] = {
  title: "Perfil",
  username: "Nombre",
  displayName: "Nombre visible",
  about: "Acerca de",
  noAbout: "No hay nada escrito.",
  listed: "En el directorio",
  yes: "Sí",
  no: "No",
  identityKey: "Clave pública de identidad, según el relé",
  localName: "Tu nombre para esta persona",
  localNameHint: "Solo en este dispositivo. Déjalo vacío para mostrar el suyo.",
  loading: "Preguntando al relé …",
  unavailable: "Su perfil no está disponible ahora mismo.",
};

export const switcher: Messages["switcher"] = {
  title: "Ir a una conversación",
  label: "Nombre",
  placeholder: "Escribe un nombre",
  nothing: "No hay ninguna conversación con ese nombre.",
  hint: "Las flechas eligen, Intro abre, Escape cierra.",
};
