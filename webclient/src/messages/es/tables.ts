// SPDX-License-Identifier: GPL-3.0-or-later
import type { Messages } from "../en";

export const errors: Messages["errors"] = {
  malformed: "Eso no tiene una forma que Sotto entienda. Revisa lo que has escrito.",
  too_large: "Eso es demasiado largo para enviarlo.",
  unsupported_version:
    "El otro lado habla una versión más nueva de Sotto. Recarga la página para obtener la más reciente.",
  unsupported_suite: "El otro lado usa un cifrado que esta versión no conoce. Recarga la página.",
  invalid_key: "Una clave que llegó del relé está dañada, así que no se usó.",
  low_order_key: "Una clave que llegó del relé no es segura, así que no se usó.",
  invalid_signature: "Una firma no coincidía, así que no se usó lo que firmaba.",
  no_session: "Todavía no hay una sesión cifrada con esta persona.",
  unknown_prekey: "Un mensaje se hizo para una clave que este dispositivo ya no tiene.",
  untrusted_identity:
    "La clave de esta persona ha cambiado. Compara el número de seguridad tal como es ahora antes de aceptarla.",
  duplicate_message: "Este mensaje llegó por segunda vez y se omitió.",
  replayed_prekey_message: "Alguien envió otra vez un mensaje viejo y se omitió.",
  undecryptable: "Un mensaje no se pudo descifrar.",
  too_far_ahead: "Faltan demasiados mensajes en medio.",
  identity_mismatch: "Un mensaje dice ser de alguien distinto de quien indica su clave. Se omitió.",
  context_mismatch: "Un mensaje se hizo para otra conversación. Se omitió.",
  throttled: "Llegaron demasiados mensajes ilegibles de esta persona. Sotto se toma un breve descanso de ellos.",
  stale_state: "El grupo ha cambiado mientras tanto. Vuelve a mirarlo.",
  forked_log: "El relé cuenta cosas distintas de este grupo a distintas personas. No se le envía nada.",
  not_permitted: "No puedes hacer eso en este grupo.",
  not_approved: "Aún no lo han aprobado suficientes miembros.",
  wrong_password: "Ese nombre y esa contraseña no van juntos.",
  weak_parameters:
    "El relé pidió para tu contraseña una protección más débil de la que Sotto permite. No se envió nada.",
  random_failed: "Este navegador no dio números aleatorios, y sin ellos no hay cifrado.",
  crypto_failed: "El cifrado falló en este navegador. Recarga la página.",
  store_unavailable: "Ahora mismo no se pueden leer ni escribir tus mensajes en este dispositivo. Inténtalo de nuevo.",
  store_corrupt: "Los mensajes guardados en este dispositivo están dañados.",
  wrong_store_key: "Los mensajes guardados en este dispositivo no se pueden abrir.",
  not_found: "Eso ya no está.",
  already_exists: "Eso ya existe.",
  not_logged_in: "Entra primero en tu cuenta.",
  already_logged_in: "Aquí ya ha entrado alguien. Sal primero.",
  invalid_state: "Eso no es posible ahora mismo.",
  refused: "El relé lo rechazó.",
  captcha_failed: "La prueba de que no eres una máquina no llegó a tiempo al relé. Inténtalo de nuevo.",
  name_taken: "Ese nombre está ocupado. Elige otro, o entra si es el tuyo.",
  unknown_user: "Aquí no hay nadie con ese nombre.",
  rate_limited: "Han sido demasiadas veces en poco tiempo.",
  mailbox_full: "Su buzón está lleno. Tu mensaje se guarda y se enviará cuando haya sitio.",
  offline: "No hay conexión con el relé.",
  unauthorised: "El relé ya no acepta este dispositivo. Vuelve a entrar.",
  unsupported: "Este navegador no puede usar Sotto. Un Firefox, Chrome, Edge o Safari actual sí puede.",
  interrupted: "Otra pestaña se cerró a mitad de esto. Mira si se hizo antes de intentarlo de nuevo.",
};

export const problems: Messages["problems"] = {
  nameMissing: "Escribe tu nombre.",
  nameMalformed:
    "De 3 a 32 letras a–z y cifras, empezando por una letra. Entre medias valen puntos, guiones y guiones bajos sueltos.",
  passwordMissing: "Escribe una contraseña.",
  passwordShort: "Al menos 10 caracteres, por favor.",
  codeMissing: "Introduce el código.",
  codeMalformed: "Eso no es un código. Compáralo con la otra pantalla.",
  tooLong: "Eso es demasiado largo.",
};

export const strengths: Messages["strengths"] = {
  empty: "Al menos 10 caracteres. Unas cuantas palabras sin relación se recuerdan bien y se adivinan mal.",
  short: "Demasiado corta: al menos 10 caracteres.",
  weak: "Fácil de adivinar. Hazla más larga o menos regular.",
  fair: "Pasable. Un poco más larga es mucho mejor.",
  good: "Buena.",
  strong: "Fuerte.",
};

export const entrySteps: Messages["entrySteps"] = {
  connecting: "Conectando con el relé",
  captcha: "Demostrando que no eres una máquina",
  deriving: "Convirtiendo tu contraseña en claves",
  asking: "Preguntando al relé",
  prekeys: "Haciendo las claves de este dispositivo",
  publishing: "Publicando las mitades públicas",
};

export const deliveryStates: Messages["deliveryStates"] = {
  received: "",
  waiting: "En espera",
  accepted: "Enviado",
  delivered: "Entregado",
  read: "Leído",
  failed: "No enviado",
};

export const links: Messages["links"] = {
  offline: "Estás sin conexión. Lo que escribas se guarda y se envía cuando vuelva la conexión.",
  connecting: "Conectando con el relé …",
  online: "En línea",
};

export const titles: Messages["titles"] = {
  landing: "Sotto",
  register: "Crear una cuenta",
  login: "Entrar",
  direct: "Mensajes",
  groups: "Grupos",
  about: "Acerca de",
  news: "Novedades",
  settings: "Ajustes",
  lost: "No encontrado",
};
