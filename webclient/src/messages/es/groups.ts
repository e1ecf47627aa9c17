// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";
import { conversation } from "./conversations";

// As the language writes it: 1.300.
const { format: number } = new Intl.NumberFormat("es");
const members = (count: number): string => (count === 1 ? "1 miembro" : `${number(count)} miembros`);

/** "Ada creó", "Creaste". */
const did = (who: string, own: string, other: string): string => (who === conversation.you ? own : `${who} ${other}`);

export const groups: Messages["groups"] = {
  list: "Grupos",
  searchLabel: "Buscar grupos",
  searchPlaceholder: "Busca un grupo por su nombre",
  found: "Grupos con ese nombre",
  nothingFound: "No hay ningún grupo con ese nombre.",
  searchFailed: "No se pudieron buscar los grupos.",
  facts: (count, approvals) =>
    `${members(count)} · ${approvals === 1 ? "1 aprobación te deja entrar" : `${number(approvals)} aprobaciones te dejan entrar`}`,
  openFacts: (count) => `${members(count)} · Abierto: sin cifrar, cualquiera entra y lee`,
  open: {
    badge: "Abierto",
    label: "Acerca de este grupo",
    title: "Grupo abierto: sin cifrar.",
    text: "Todos pueden leer lo que se dice aquí, también sin cuenta. Cada publicación va firmada: quién la escribió se puede comprobar y no negar.",
    refused: (count) =>
      count === 1
        ? "1 publicación no se muestra: no fue firmada así, o fue movida."
        : `${number(count)} publicaciones no se muestran: no fueron firmadas así, o fueron movidas.`,
    older: "Cargar publicaciones anteriores",
    join: "Entrar en el grupo",
    joinText:
      "Este grupo es abierto: entras enseguida. Nada está cifrado, y todos pueden leer lo que digas, para siempre y con tu nombre.",
    leaveText: "Lo que has dicho sigue a la vista de todos. Puedes volver cuando quieras.",
    linkHint: "Quien lo abra puede entrar.",
    removeText: "No podrá volver a entrar. Lo que ha dicho se queda hasta que alguien lo retire.",
    takeBackText:
      "Desaparece para todos los que lean el grupo a partir de ahora. Quien la haya leído puede haberla guardado.",
    takenBack: "Esta publicación fue retirada.",
    tooLong: "Esta publicación es demasiado larga. El máximo son 8 KiB.",
    placeholder: "Publicación pública",
    emptyText: "Lo que se dice aquí no está cifrado. Todos pueden leerlo, también sin cuenta.",
  },
  create: "Grupo nuevo",
  createTitle: "Grupo nuevo",
  createText: "Cualquiera puede ver el nombre de un grupo.",
  kind: "Tipo de grupo",
  kinds: {
    secure: {
      name: "Seguro",
      text: "Lo que se dice en él va cifrado de extremo a extremo, y sus miembros dejan entrar a los nuevos.",
    },
    open: {
      name: "Abierto",
      text: "Cualquiera entra enseguida y lo lee todo, incluso sin cuenta. Nada está cifrado; cada publicación va firmada por quien la escribe.",
    },
  },
  kindForGood: "El tipo no se puede cambiar más tarde.",
  name: "Nombre del grupo",
  approvals: "Cuántos miembros deben aprobar a alguien nuevo",
  approvalsHint: "Mientras sean menos los que pueden, tienen que hacerlo todos.",
  approvers: "Quién puede aprobar",
  approverChoices: { member: "Cualquier miembro", admin: "Administradores y propietarios", owner: "Propietarios" },
  createConfirm: "Crear el grupo",
  creating: "Creando …",
  empty: "Todavía no hay grupos",
  listEmptyText: "Crea uno, o busca uno por su nombre y pide entrar.",
  coming: "Tus grupos están en camino",
  comingText: "Mientras tanto puedes crear o buscar uno.",
  emptyText:
    "Los mensajes aquí van cifrados de extremo a extremo. Solo pueden leerlos quienes los miembros han dejado entrar.",
  choose: "Elige un grupo",
  chooseText: "O crea uno nuevo.",
  waiting: "Esperando entrar",
  waitingTitle: (name) => `Has pedido entrar: ${name}`,
  waitingText: "Sus miembros ven tu petición. Cuando la aprueben suficientes, el grupo se abrirá aquí por sí solo.",
  withdraw: "Retirar la petición",
  joinTitle: (name) => (name === "" ? "Un grupo en el que no estás" : name),
  joinText:
    "Sus miembros deciden quién entra. Si lo pides, ven tu nombre. Leerás lo que se diga después de que entres, nada de antes. Si es un grupo abierto, entras enseguida, y nada en él está cifrado.",
  join: "Pedir entrar",
  unnamed: "este grupo",
  label: (name) => `Grupo ${name}`,
  members,
  details: "Miembros y ajustes",
  memberList: "Miembros",
  requests: "Peticiones de entrada",
  wantsIn: (who) => `${who} quiere entrar`,
  manyWantIn: (count) => `${number(count)} personas quieren entrar`,
  look: "Ver",
  approve: "Aprobar",
  approveLabel: (who) => `Aprobar a ${who}`,
  approved: "Lo has aprobado",
  approvalsOf: (given, needed) => `${given} de ${needed} aprobaciones`,
  decline: "Rechazar",
  declineLabel: (who) => `Rechazar a ${who}`,
  remove: "Quitar",
  removeLabel: (who) => `Quitar a ${who}`,
  removeTitle: (who) => `¿Quitar a ${who} del grupo?`,
  removeText: "Conserva lo que ha leído y no lee nada de lo que se diga a partir de ahora.",
  role: (who) => `Rol de ${who}`,
  roles: { member: "Miembro", admin: "Administrador", owner: "Propietario" },
  rename: "Cambiar nombre",
  picture: "Imagen",
  choosePicture: "Elegir una imagen",
  removePicture: "Quitar la imagen",
  pictureHint: "Como el nombre del grupo, no está cifrada: el relé puede verla.",
  noSuchPicture: "Esta imagen no se puede usar aquí. PNG, JPEG, GIF y WebP sí.",
  policy: "Dejar entrar",
  savePolicy: "Guardar",
  link: "Enlace a este grupo",
  linkHint: "Quien lo abra puede pedir entrar.",
  copy: "Copiar",
  copied: "Copiado",
  leave: "Salir del grupo",
  leaveTitle: "¿Salir de este grupo?",
  leaveText: "Lo que has leído se queda en tus dispositivos. Para volver necesitarás otra vez aprobaciones.",
  leaveOwnerText:
    "Cuando se va el último propietario, pasa a serlo quien tenga el rol más alto y lleve más tiempo aquí.",
  formerTitle: "Ya no estás en este grupo",
  formerText: "Lo que se dijo mientras estabas se queda aquí.",
  formerAgain: "Pedir entrar de nuevo",
  againTitle: "Has pedido volver a entrar",
  againText: "Sus miembros ven tu petición. Cuando la aprueben suficientes, podrás volver a escribir aquí.",
  forkedTitle: "No se envía nada a este grupo",
  forkedText: (who) =>
    `${who} tiene otra historia de este grupo que este dispositivo. Alguien en medio, probablemente el relé, muestra cosas distintas a personas distintas. Hablad por otra vía. Si se quita a ${who}, los demás pueden seguir.`,
  behindTitle: "Los mensajes esperan",
  behindText: (who) =>
    who === ""
      ? "El relé dice que este grupo ha cambiado, pero no muestra cómo. Hasta que lo haga, no se envía nada."
      : `${who} sabe de cambios en este grupo que el relé no te muestra. Hasta que lo haga, no se envía nada.`,
  distrusted: (name, reason) => (name === "" ? reason : `${name}: ${reason}`),
  missing: (who, count) =>
    count === 1 ? `Falta aquí un mensaje de ${who}.` : `Faltan aquí ${number(count)} mensajes de ${who}.`,
  changed: (who) => `${did(who, "Cambiaste", "cambió")} el grupo.`,
  notices: {
    created: (who) => `${did(who, "Creaste", "creó")} el grupo.`,
    joined: (who) => `${did(who, "Entraste", "entró")} en el grupo.`,
    left: (who) => `${did(who, "Saliste", "salió")} del grupo.`,
    removed: (who, whom) =>
      whom === conversation.you
        ? `${did(who, "Te quitaste", "te quitó")} del grupo.`
        : `${did(who, "Quitaste", "quitó")} a ${whom} del grupo.`,
    role: (who, whom) =>
      `${did(who, "Cambiaste", "cambió")} ${whom === conversation.you ? "tu rol" : `el rol de ${whom}`}.`,
    picture: (who) => `${did(who, "Cambiaste", "cambió")} la imagen del grupo.`,
    noPicture: (who) => `${did(who, "Quitaste", "quitó")} la imagen del grupo.`,
    renamed: (who, name) => `${did(who, "Llamaste", "llamó")} «${name}» al grupo.`,
    policy: (who, approvals) =>
      `${did(who, "Decidiste", "decidió")} que ${approvals === "1" ? "basta 1 aprobación" : `bastan ${approvals} aprobaciones`} para entrar.`,
  },
};
