// SPDX-License-Identifier: GPL-3.0-or-later
// Spanish, informal. The terms are those of the desktop client.
import type { Messages } from "../en";
import { conversation, direct, durations, files, mentions, message, offRecord } from "./conversations";
import { about, devices, entry, landing, login, lost, news, register } from "./entry";
import { groups } from "./groups";
import { profile, report, request, safety, switcher } from "./people";
import { linking, scan, settings } from "./settings";
import { deliveryStates, entrySteps, errors, links, problems, strengths, titles } from "./tables";

// As the language writes it: 1.300.
const { format: number } = new Intl.NumberFormat("es");

export const es: Messages = {
  language: "es",
  name: "Sotto",
  titles,
  errors,
  problems,
  strengths,
  entrySteps,
  deliveryStates,
  links,
  documentTitle: (screen, unread) =>
    `${unread > 0 ? `(${unread}) ` : ""}${screen === "Sotto" ? screen : `${screen} · Sotto`}`,
  retryIn: (seconds) =>
    seconds === 1
      ? "Inténtalo de nuevo dentro de un segundo."
      : `Inténtalo de nuevo dentro de ${number(seconds)} segundos.`,
  loading: "Cargando …",
  close: "Cerrar",
  cancel: "Cancelar",
  save: "Guardar",
  saved: "Guardado",
  back: "Volver",
  tryAgain: "Intentar de nuevo",
  dismiss: "Cerrar este aviso",
  shell: {
    skip: "Saltar al contenido",
    menu: "Menú",
    mainMenu: "Menú principal",
    home: "Sotto, página de inicio",
    unread: (count) => `${number(count)} sin leer`,
    notices: "Avisos",
    displaced: "Este dispositivo está conectado ahora desde otro sitio, así que esta página ha dejado de recibir.",
    useHere: "Usar Sotto aquí",
    starting: "Arrancando Sotto …",
    engineFailed: "Sotto no pudo arrancar en este navegador.",
    reload: "Recargar la página",
    mayBeginAnew:
      "Puedes empezar de nuevo: lo dañado se queda en este navegador con otro nombre, si hay sitio, hasta que salgas. Entra otra vez y tus mensajes volverán del archivo.",
    beginAnew: "Empezar de nuevo",
  },
  history: {
    restoring: "Tus mensajes anteriores están en camino a este dispositivo.",
    progress: (percent) => `${percent} %`,
    doubted:
      "La copia de tu historial que tiene el relé no es la que conocen tus dispositivos. Si quien administra el relé ha restaurado una copia de seguridad, continúa: este dispositivo añade lo que falta. Si no, se ha omitido o cambiado algo.",
    goOn: "Continuar con lo que hay",
  },
  menu: {
    landing: "Inicio",
    direct: "Mensajes",
    groups: "Grupos",
    about: "Acerca de",
    news: "Novedades",
    settings: "Ajustes",
    login: "Entrar",
    register: "Registrarse",
  },
  notes: {
    loggedOut: "Has salido. Todo lo de la cuenta se borró de este navegador.",
    deviceRevoked: "Este dispositivo se quitó de tu cuenta. Todo lo suyo se borró de este navegador.",
    profileSaved: "Tu perfil está guardado.",
    stateRestored:
      "Los datos de este dispositivo son una copia antigua que se restauró, así que pueden faltar mensajes recientes. Las sesiones cifradas empiezan de nuevo.",
    historyForeign: (count) =>
      `Tus mensajes anteriores están aquí. ${count === 1 ? "Se omitió una entrada" : `Se omitieron ${number(count)} entradas`}: ninguno de tus dispositivos ${count === 1 ? "la" : "las"} hizo.`,
    archiveFull:
      "El relé ya no guarda más de tu historial: los mensajes nuevos no estarán en los dispositivos que añadas después.",
    archiveRefused:
      "La copia de tu historial en el relé no es la que conocen tus dispositivos: falta algo o se cambió algo. Por ahora no se toma nada de ella ni se le añade nada.",
    sessionReset: (user) =>
      `La sesión cifrada con ${user} se empezó de nuevo porque un mensaje no se pudo leer. No tienes que hacer nada.`,
    deviceRefused: (user) =>
      `El relé nombra un dispositivo de ${user} que ${user} no ha firmado. No se cifra nada para él, y tus mensajes esperan.`,
    changeFailed: {
      edit: (user) =>
        `Tu edición no le llegó a ${user}, que sigue viendo el mensaje como estaba. Puede que sea demasiado larga, o el relé la rechazó.`,
      deletion: (user) => `Tu borrado no le llegó a ${user}, que sigue viendo el mensaje.`,
      reaction: (user) => `Tu reacción no le llegó a ${user}.`,
      duration: (user) => `${user} no sabe cuánto duran los mensajes desde ahora. Los tuyos duran eso de todos modos.`,
    },
    deviceCopied: (user) =>
      `Dos escriben como un mismo dispositivo de ${user}: quizá alguien use una copia. ${user} debería quitar ese dispositivo y añadirlo de nuevo.`,
    deviceListRefused: (user) =>
      `El relé muestra una lista de dispositivos de ${user} antigua o sin firmar. No se usa; los dispositivos nuevos esperan hasta que el relé muestre la correcta.`,
  },
  landing,
  register,
  login,
  entry,
  devices,
  direct,
  conversation,
  report,
  request,
  message,
  files,
  durations,
  offRecord,
  mentions,
  safety,
  profile,
  switcher,
  groups,
  about,
  news,
  settings,
  linking,
  scan,
  lost,
};
