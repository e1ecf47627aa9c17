// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

// As the language writes it: 1.300.
const { format: number } = new Intl.NumberFormat("es");

export const direct: Messages["direct"] = {
  list: "Conversaciones",
  searchLabel: "Buscar personas y mensajes",
  searchPlaceholder: "Personas y mensajes",
  clearSearch: "Borrar la búsqueda",
  people: "Personas",
  messages: "En tus mensajes",
  nobody: "Nadie en el directorio. Con el nombre exacto se encuentra a quienes no están en él.",
  noHits: "Ningún mensaje contiene eso.",
  searching: "Buscando …",
  writeTo: (user) => `Escribir a ${user}`,
  empty: "Todavía no hay conversaciones",
  listEmptyText: "Busca a alguien por su nombre para escribir tu primer mensaje.",
  coming: "Tus conversaciones están en camino",
  comingText: "Mientras tanto puedes buscar a alguien y escribir.",
  choose: "Elige una conversación",
  chooseText: "O busca a alguien para empezar una nueva. Ctrl K salta a cualquier conversación.",
  draft: "Borrador:",
  you: "Tú:",
  previewNone: "Todavía no hay mensajes",
  previewIdentity: "Aviso de seguridad",
  previewMissing: "Falta un mensaje",
  previewDeleted: "Se eliminó un mensaje",
  requests: "Solicitudes",
  blockedUsers: "Bloqueados",
  listFailed: "No se pudieron leer tus conversaciones.",
  rowLabel: (title, unread) => (unread === 0 ? title : `${title}, ${number(unread)} sin leer`),
};

export const conversation: Messages["conversation"] = {
  label: (title) => `Conversación con ${title}`,
  timeline: (title) => `Mensajes con ${title}`,
  backToList: "Volver a las conversaciones",
  details: "Perfil",
  verify: "Número de seguridad",
  emptyTitle: (title) => `Aquí empieza la conversación con ${title}`,
  emptyText:
    "Los mensajes aquí van cifrados de extremo a extremo. Comparad el número de seguridad para aseguraros de que es realmente esa persona.",
  failed: "No se pudo leer esta conversación.",
  loadingOlder: "Cargando mensajes anteriores …",
  beginning: "El principio",
  unread: "Nuevos",
  toNewest: "Mensajes más recientes",
  newBelow: (count) => (count === 1 ? "1 mensaje nuevo" : `${number(count)} mensajes nuevos`),
  arrived: (title, text) => `${title}: ${text}`,
  today: "Hoy",
  yesterday: "Ayer",
  you: "Tú",
  yourself: "ti",
  retry: "Intentar de nuevo",
  identityChanged: (title) =>
    `La clave de ${title} ha cambiado. Pasa cuando alguien empieza de nuevo con su cuenta. También podría haber alguien en medio.`,
  messageMissing:
    "Un mensaje no se pudo descifrar y falta aquí. La sesión se empezó de nuevo; pide que te lo envíen otra vez.",
  blockedTitle: (title) => `La clave de ${title} ha cambiado`,
  blockedText:
    "No se envía nada hasta que aceptes la clave nueva. Para estar seguro de que es realmente esa persona, comparad antes el número de seguridad por otro camino.",
  blockedVerifiedText:
    "Habías comparado su número de seguridad, y ya no es el mismo. No se envía nada hasta que aceptes la clave nueva. Pregúntale por otra vía qué ha pasado y compara primero el número nuevo.",
  accept: "Aceptar la clave nueva",
  compare: "Comparar el número de seguridad",
  typing: (title) => `${title} está escribiendo …`,
  compose: (title) => `Mensaje para ${title}`,
  composePlaceholder: "Mensaje",
  composeHint: "Intro envía; Mayús e Intro empiezan una línea nueva.",
  send: "Enviar",
  tooLong: "Este mensaje es demasiado largo. El máximo es 64 KiB.",
  notSent: "Este mensaje no se pudo guardar para enviarlo:",
};

export const message: Messages["message"] = {
  more: "Qué hacer con este mensaje",
  react: "Reaccionar",
  reactWith: (emoji) => `Reaccionar con ${emoji}`,
  reactions: "Reacciones",
  reactionOf: (emoji, names) => `${emoji} de ${names}`,
  reply: "Responder",
  replyingTo: (who) => `Respuesta a ${who}`,
  copy: "Copiar el texto",
  edit: "Editar",
  editing: "Editar el mensaje",
  edited: "editado",
  saveEdit: "Guardar el cambio",
  report: "Denunciar",
  remove: "Eliminar",
  removeTitle: "¿Eliminar este mensaje para todos?",
  removeText:
    "El texto se borra aquí y en los demás dispositivos en cuanto se llega a ellos. Quien lo haya leído o copiado conserva lo que tiene.",
  removeConfirm: "Eliminar para todos",
  deletedOwn: "Eliminaste este mensaje.",
  deletedOther: (title) => `${title} eliminó este mensaje.`,
  answerTo: (who, text) => `Respuesta a ${who}: ${text}`,
  toQuoted: "Ir al mensaje respondido",
  quotedGone: "El mensaje al que responde este no está aquí.",
};

export const files: Messages["files"] = {
  attach: "Adjuntar archivos",
  limit: "Un archivo puede tener hasta 100 MB.",
  tooLarge: (name) => `${name} es demasiado grande para enviarlo. Un archivo puede tener hasta 100 MB.`,
  chosen: "Archivos para enviar",
  takeOff: (name) => `No enviar ${name}`,
  show: "Mostrar",
  showFile: (name) => `Mostrar ${name}`,
  download: "Descargar",
  downloadFile: (name) => `Descargar ${name}`,
  againFile: (name) => `Intentar descargar ${name} de nuevo`,
  saveFile: (name) => `Guardar ${name}`,
  cancel: (name) => `Cancelar ${name}`,
  progress: (name) => `Progreso de ${name}`,
  moving: {
    reading: (percent, size) => `Cifrando, ${percent} % de ${size}`,
    uploading: (percent, size) => `Enviando, ${percent} % de ${size}`,
    downloading: (percent, size) => `Descargando, ${percent} % de ${size}`,
  },
  problems: {
    sending: {
      none: "No enviado",
      tooLarge: "El relé no lo acepta: es demasiado grande o tu espacio allí está lleno.",
      noRoom: "Al relé no le queda sitio ahora mismo.",
      gone: "No enviado",
      damaged: "No enviado",
      other: "No se pudo enviar. Elimínalo y adjúntalo de nuevo.",
    },
    receiving: {
      none: "No está aquí",
      tooLarge: "Es demasiado grande para este dispositivo.",
      noRoom: "Al relé no le queda sitio ahora mismo.",
      gone: "El relé ya no lo tiene.",
      damaged: "Llegó dañado, así que no se guardó nada.",
      other: "No se pudo descargar.",
    },
  },
};

export const durations: Messages["durations"] = {
  button: "Mensajes que desaparecen",
  title: "Mensajes que desaparecen",
  text: (title) =>
    `Los mensajes nuevos de esta conversación desaparecen cuando pasa este tiempo desde que se leyeron y, donde se escribieron, desde que se enviaron. Vale para ti y para ${title}; cualquiera de los dos puede cambiarlo.`,
  textInGroup:
    "Los mensajes nuevos de este grupo desaparecen cuando pasa este tiempo desde que se leyeron y, donde se escribieron, desde que se enviaron. Vale para todos los que están en él; cualquier miembro puede cambiarlo.",
  messageButton: "Hacer que este mensaje desaparezca",
  messageTitle: "Hacer que este mensaje desaparezca",
  messageText: "Desaparece cuando pasa este tiempo desde que se leyó, y aquí desde que se envió.",
  honest:
    "Cualquiera puede copiar o fotografiar lo que lee antes de que desaparezca. Un dispositivo que se añada después no recibe esos mensajes.",
  forGood: "Se quedan",
  choose: "Elegir",
  next: (duration) => (duration === "" ? "Este mensaje se queda" : `Este mensaje desaparece después de ${duration}`),
  mark: (duration) => `Desaparece ${duration} después de leerse`,
  markOwn: (duration) => `Desaparece aquí ${duration} después de enviarse`,
  setBy: (who, duration) =>
    duration === ""
      ? `${who}: los mensajes nuevos se quedan desde ahora.`
      : `${who}: los mensajes nuevos desaparecen desde ahora ${duration} después de leerse y, donde se escribieron, ${duration} después de enviarse.`,
  preview: (duration) =>
    duration === "" ? "Los mensajes nuevos se quedan" : `Los mensajes nuevos desaparecen después de ${duration}`,
};

export const offRecord: Messages["offRecord"] = {
  button: "Sin registro",
  mark: "Sin registro",
  title: "Sin registro",
  text: (title) =>
    `Lo que escribes ahora solo llega a los dispositivos de ${title} que están conectados en este momento, o a nadie. No lo guarda ningún relé, ningún historial ni otro dispositivo tuyo. Aquí desaparece cuando terminas esto o cierras la página, y al otro lado cuando ${title} hace lo mismo. Aun así, quien lo lee puede copiarlo o fotografiarlo.`,
  end: "Terminar y olvidar",
  compose: (title) => `Sin registro para ${title}`,
  placeholder: "Sin registro",
  noFiles: "Los archivos no se pueden enviar sin registro.",
  preview: "Algo sin registro",
  states: {
    sending: "Enviando",
    delivered: "Entregado",
    notDelivered: "No entregado: la otra persona no estaba, o tú no estabas",
    unconfirmed: "Sin confirmar: puede que haya llegado o no",
  },
};

export const mentions: Messages["mentions"] = {
  people: "Personas a las que mencionar",
  offered: (count) =>
    count === 1
      ? "1 persona. Intro la elige, Escape cierra la lista."
      : `${number(count)} personas. Las flechas recorren la lista, Intro elige a una, Escape la cierra.`,
  unread: (count) => (count === 1 ? "Te mencionan una vez." : `Te mencionan ${number(count)} veces.`),
};
