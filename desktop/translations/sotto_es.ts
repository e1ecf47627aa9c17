<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>AboutScreen</name>
    <message>
        <source>What is encrypted</source>
        <translation>Qué se cifra</translation>
    </message>
    <message>
        <source>The text of every direct message is encrypted on your device and decrypted on theirs, with X3DH and the Double Ratchet, which Signal uses too. Old keys are thrown away as you talk, so a key that is stolen today doesn&apos;t open yesterday&apos;s messages.</source>
        <translation>El texto de cada mensaje directo se cifra en tu dispositivo y se descifra en el de la otra persona, con X3DH y el Double Ratchet, que Signal también usa. Las claves viejas se tiran mientras habláis, así que una clave robada hoy no abre los mensajes de ayer.</translation>
    </message>
    <message>
        <source>Your drafts, the names that you give to people, your history and your list of conversations stay in an encrypted database on this computer.</source>
        <translation>Tus borradores, los nombres que das a la gente, tu historial y tu lista de conversaciones se quedan en una base de datos cifrada en este ordenador.</translation>
    </message>
    <message>
        <source>What the relay knows</source>
        <translation>Qué sabe el relé</translation>
    </message>
    <message>
        <source>The relay sees who writes to whom, when, and roughly how much. It keeps your name, your public keys, what you put into your profile, and sealed messages until your devices have fetched them.</source>
        <translation>El relé ve quién escribe a quién, cuándo y más o menos cuánto. Guarda tu nombre, tus claves públicas, lo que pones en tu perfil y los mensajes sellados hasta que tus dispositivos los recogen.</translation>
    </message>
    <message>
        <source>It never sees your password, a private key, or what is in a message. It can&apos;t read them for us, for its owner, or for anybody who asks.</source>
        <translation>Nunca ve tu contraseña, una clave privada ni lo que hay en un mensaje. No puede leerlos para nosotros, para su dueño ni para nadie que lo pida.</translation>
    </message>
    <message>
        <source>An honest word about browsers</source>
        <translation>Unas palabras sinceras sobre los navegadores</translation>
    </message>
    <message>
        <source>In a browser, the program itself is delivered by the relay each time. Whoever controls the relay could deliver a changed one that gives messages away. No web page can rule that out by itself.</source>
        <translation>En un navegador, el propio programa lo entrega el relé cada vez. Quien controle el relé podría entregar uno cambiado que delate los mensajes. Ninguna página web puede descartarlo por sí sola.</translation>
    </message>
    <message>
        <source>This program is installed once, and the relay can&apos;t change it. Those you talk with may use a browser, though.</source>
        <translation>Este programa se instala una vez y el relé no puede cambiarlo. Pero las personas con las que hablas quizá usen un navegador.</translation>
    </message>
    <message>
        <source>Is it really them?</source>
        <translation>¿Son realmente ellos?</translation>
    </message>
    <message>
        <source>The relay hands out public keys, so it could hand out wrong ones. Each conversation has a safety number of 60 digits. If both of you see the same, nobody is in between. When somebody&apos;s key changes, Sotto says so and stops sending until you have accepted it.</source>
        <translation>El relé reparte claves públicas, así que podría repartir claves falsas. Cada conversación tiene un número de seguridad de 60 cifras. Si los dos veis el mismo, no hay nadie en medio. Cuando cambia la clave de alguien, Sotto lo dice y deja de enviar hasta que la aceptes.</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>Qué cuesta</translation>
    </message>
    <message>
        <source>Nothing. Sotto is free software under the GPL, version 3 or later. There is no paid edition and no advertising.</source>
        <translation>Nada. Sotto es software libre con la GPL, versión 3 o posterior. No hay edición de pago ni publicidad.</translation>
    </message>
    <message>
        <source>Sotto is private chat that people can host themselves. This page says plainly what it protects, and what it doesn&apos;t.</source>
        <translation>Sotto es un chat privado que la gente puede alojar por sí misma. Esta página dice con claridad qué protege y qué no.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versión %1</translation>
    </message>
</context>
<context>
    <name>AcceptKeyDialog</name>
    <message>
        <source>Accept the new key of %1?</source>
        <translation>¿Aceptar la clave nueva de %1?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Accept this key</source>
        <translation>Aceptar esta clave</translation>
    </message>
    <message>
        <source>This is the safety number with the new key. If %1 sees the same one, nobody is in between. Ask by another way, not in this chat. What waits is sent as soon as you accept.</source>
        <translation>Este es el número de seguridad con la clave nueva. Si %1 ve el mismo, no hay nadie en medio. Pregunta por otra vía, no en este chat. Lo que espera se envía en cuanto aceptes.</translation>
    </message>
    <message>
        <source>The number of the new key isn&apos;t known yet, so there is nothing to accept.</source>
        <translation>Aún no se conoce el número de la clave nueva, así que no hay nada que aceptar.</translation>
    </message>
</context>
<context>
    <name>AppearanceSettings</name>
    <message>
        <source>Appearance</source>
        <translation>Aspecto</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
</context>
<context>
    <name>ArchiveBanner</name>
    <message>
        <source>The relay&apos;s copy of your history isn&apos;t the one your devices know. If whoever runs the relay has put a backup back, go on: this device puts in what is missing. If not, something was left out or changed.</source>
        <translation>La copia de tu historial que tiene el relé no es la que conocen tus dispositivos. Si quien administra el relé ha restaurado una copia de seguridad, continúa: este dispositivo añade lo que falta. Si no, se ha omitido o cambiado algo.</translation>
    </message>
    <message>
        <source>Go on with what is there</source>
        <translation>Continuar con lo que hay</translation>
    </message>
</context>
<context>
    <name>BlockedNotice</name>
    <message>
        <source>The key of %1 changed</source>
        <translation>La clave de %1 ha cambiado</translation>
    </message>
    <message>
        <source>Nothing is sent until you accept the new key. To be sure that it is really them, compare the safety number with them by another way first.</source>
        <translation>No se envía nada hasta que aceptes la clave nueva. Para estar seguro de que es realmente esa persona, comparad antes el número de seguridad por otro camino.</translation>
    </message>
    <message>
        <source>Compare the safety number</source>
        <translation>Comparar el número de seguridad</translation>
    </message>
    <message>
        <source>Accept the new key</source>
        <translation>Aceptar la clave nueva</translation>
    </message>
    <message>
        <source>You had compared their safety number, and it isn&apos;t the same any more. Nothing is sent until you accept the new key. Ask them by another way what happened, and compare the new number first.</source>
        <translation>Habías comparado su número de seguridad, y ya no es el mismo. No se envía nada hasta que aceptes la clave nueva. Pregúntale por otra vía qué ha pasado y compara primero el número nuevo.</translation>
    </message>
</context>
<context>
    <name>Bubble</name>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Disappears here %1 after it was sent</source>
        <translation>Desaparece aquí %1 después de enviarse</translation>
    </message>
    <message>
        <source>Disappears %1 after it was read</source>
        <translation>Desaparece %1 después de leerse</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>editado</translation>
    </message>
    <message>
        <source>You are named</source>
        <translation>Te mencionan</translation>
    </message>
</context>
<context>
    <name>ChosenFiles</name>
    <message>
        <source>Don&apos;t send %1</source>
        <translation>No enviar %1</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Enter names %1.</source>
        <translation>Intro menciona a %1.</translation>
    </message>
    <message>
        <source>This message is too long. 64 KiB is the most.</source>
        <translation>Este mensaje es demasiado largo. El máximo es 64 KiB.</translation>
    </message>
    <message>
        <source>This message couldn&apos;t be kept for sending:</source>
        <translation>Este mensaje no se pudo guardar para enviarlo:</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Escribe un mensaje</translation>
    </message>
    <message>
        <source>Message to %1</source>
        <translation>Mensaje para %1</translation>
    </message>
    <message>
        <source>Enter sends, Shift and Enter begin a new line.</source>
        <translation>Intro envía; Mayús e Intro empiezan una línea nueva.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Reply to %1</source>
        <translation>Respuesta a %1</translation>
    </message>
    <message>
        <source>yourself</source>
        <translation>ti</translation>
    </message>
    <message>
        <source>Edit message</source>
        <translation>Editar el mensaje</translation>
    </message>
    <message>
        <source>This message stays</source>
        <translation>Este mensaje se queda</translation>
    </message>
    <message>
        <source>This message disappears after %1</source>
        <translation>Este mensaje desaparece después de %1</translation>
    </message>
    <message>
        <source>Let this message disappear</source>
        <translation>Hacer que este mensaje desaparezca</translation>
    </message>
    <message>
        <source>Save the change</source>
        <translation>Guardar el cambio</translation>
    </message>
    <message>
        <source>It disappears this long after it was read, and here this long after it was sent.</source>
        <translation>Desaparece cuando pasa este tiempo desde que se leyó, y aquí desde que se envió.</translation>
    </message>
    <message>
        <source>Off the record</source>
        <translation>Sin registro</translation>
    </message>
    <message>
        <source>Write off the record</source>
        <translation>Escribe sin registro</translation>
    </message>
    <message>
        <source>Off the record to %1</source>
        <translation>Sin registro para %1</translation>
    </message>
    <message>
        <source>Files can&apos;t be sent off the record.</source>
        <translation>Los archivos no se pueden enviar sin registro.</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Adjuntar archivos</translation>
    </message>
    <message>
        <source>This post is too long. 8 KiB is the most.</source>
        <translation>Esta publicación es demasiado larga. El máximo son 8 KiB.</translation>
    </message>
    <message>
        <source>Write a public post</source>
        <translation>Escribe una publicación pública</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>ConversationHeader</name>
    <message>
        <source>Back to the conversations</source>
        <translation>Volver a las conversaciones</translation>
    </message>
    <message>
        <source>Safety number</source>
        <translation>Número de seguridad</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verificado</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Mensajes que desaparecen</translation>
    </message>
</context>
<context>
    <name>ConversationList</name>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>Todavía no hay conversaciones</translation>
    </message>
    <message>
        <source>Search for somebody by name to write your first message.</source>
        <translation>Busca a alguien por su nombre para escribir tu primer mensaje.</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Cargando …</translation>
    </message>
    <message numerus="yes">
        <source>%n request(s)</source>
        <translation>
            <numerusform>%n solicitud</numerusform>
            <numerusform>%n solicitudes</numerusform>
        </translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Bloqueados</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Solicitudes</translation>
    </message>
    <message>
        <source>Your conversations are on their way</source>
        <translation>Tus conversaciones están en camino</translation>
    </message>
    <message>
        <source>You can search for somebody and write in the meantime.</source>
        <translation>Mientras tanto puedes buscar a alguien y escribir.</translation>
    </message>
</context>
<context>
    <name>ConversationRow</name>
    <message>
        <source>You are named</source>
        <translation>Te mencionan</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Borrador:</translation>
    </message>
    <message>
        <source>You:</source>
        <translation>Tú:</translation>
    </message>
    <message>
        <source>Security notice</source>
        <translation>Aviso de seguridad</translation>
    </message>
    <message>
        <source>A message is missing</source>
        <translation>Falta un mensaje</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Todavía no hay mensajes</translation>
    </message>
    <message>
        <source>A message was deleted</source>
        <translation>Se eliminó un mensaje</translation>
    </message>
    <message>
        <source>Something off the record</source>
        <translation>Algo sin registro</translation>
    </message>
    <message>
        <source>open, not encrypted</source>
        <translation>abierto, sin cifrar</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierto</translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Conversation with %1</source>
        <translation>Conversación con %1</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Mensajes que desaparecen</translation>
    </message>
    <message>
        <source>New messages in this conversation disappear this long after they were read, and where they were written, this long after they were sent. It holds for you and for %1; either of you can change it.</source>
        <translation>Los mensajes nuevos de esta conversación desaparecen cuando pasa este tiempo desde que se leyeron y, donde se escribieron, desde que se enviaron. Vale para ti y para %1; cualquiera de los dos puede cambiarlo.</translation>
    </message>
    <message>
        <source>Block %1?</source>
        <translation>¿Bloquear a %1?</translation>
    </message>
    <message>
        <source>Nothing that they send to you directly is shown any more, and they aren&apos;t told. What they say in groups that you are both in is still shown. That holds on this device; block them on your others too.</source>
        <translation>No se muestra nada más de lo que te envíe directamente, y no se le avisa. Lo que diga en los grupos que compartís se sigue viendo. Vale en este dispositivo; bloquea también en los demás.</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquear</translation>
    </message>
</context>
<context>
    <name>CreateGroupDialog</name>
    <message>
        <source>New group</source>
        <translation>Grupo nuevo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Create the group</source>
        <translation>Crear el grupo</translation>
    </message>
    <message>
        <source>A secure group: what is said in it is end-to-end encrypted, and its members let newcomers in. Everybody can see its name and ask to be let in.</source>
        <translation>Un grupo seguro: lo que se dice en él va cifrado de extremo a extremo, y sus miembros dejan entrar a los nuevos. Cualquiera puede ver su nombre y pedir entrar.</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Nombre del grupo</translation>
    </message>
    <message>
        <source>Please enter a name.</source>
        <translation>Escribe un nombre.</translation>
    </message>
    <message>
        <source>An open group: anybody joins at once and reads everything, even without an account. Nothing in it is encrypted; every post is signed by its author.</source>
        <translation>Un grupo abierto: cualquiera entra enseguida y lo lee todo, incluso sin cuenta. Nada está cifrado; cada publicación va firmada por quien la escribe.</translation>
    </message>
    <message>
        <source>Kind of group</source>
        <translation>Tipo de grupo</translation>
    </message>
    <message>
        <source>The kind can&apos;t be changed later.</source>
        <translation>El tipo no se puede cambiar más tarde.</translation>
    </message>
    <message>
        <source>Secure</source>
        <translation>Seguro</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierto</translation>
    </message>
    <message>
        <source>Creating …</source>
        <translation>Creando …</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a date, as Qt writes its formats</comment>
        <translation>d &apos;de&apos; MMMM &apos;de&apos; yyyy</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a short date, as Qt writes its formats</comment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>dddd, d MMMM</source>
        <comment>a day, as Qt writes its formats</comment>
        <translation>dddd, d &apos;de&apos; MMMM</translation>
    </message>
</context>
<context>
    <name>Deleted</name>
    <message>
        <source>You deleted this message.</source>
        <translation>Eliminaste este mensaje.</translation>
    </message>
    <message>
        <source>%1 deleted this message.</source>
        <translation>%1 eliminó este mensaje.</translation>
    </message>
    <message>
        <source>This post was taken back.</source>
        <translation>Esta publicación fue retirada.</translation>
    </message>
</context>
<context>
    <name>DeviceRow</name>
    <message>
        <source>Unnamed device</source>
        <translation>Dispositivo sin nombre</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>Este dispositivo</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>Añadido el %1</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>visto por última vez el %1</translation>
    </message>
    <message>
        <source>Not signed by your account: nothing is encrypted for it. If you don&apos;t know it, remove it.</source>
        <translation>Sin la firma de tu cuenta: no se cifra nada para él. Si no lo conoces, quítalo.</translation>
    </message>
</context>
<context>
    <name>DeviceSettings</name>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>Each device has keys of its own. Remove one that you don&apos;t have any more.</source>
        <translation>Cada dispositivo tiene sus propias claves. Quita el que ya no tengas.</translation>
    </message>
    <message>
        <source>The list of devices couldn&apos;t be fetched.</source>
        <translation>No se pudo obtener la lista de dispositivos.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Cargando …</translation>
    </message>
    <message>
        <source>Link a device</source>
        <translation>Vincular un dispositivo</translation>
    </message>
    <message>
        <source>That came too late: the new device is linked. If it isn&apos;t yours, remove it from the list.</source>
        <translation>Ha llegado tarde: el dispositivo nuevo está vinculado. Si no es tuyo, quítalo de la lista.</translation>
    </message>
</context>
<context>
    <name>DirectScreen</name>
    <message>
        <source>Choose a conversation</source>
        <translation>Elige una conversación</translation>
    </message>
    <message>
        <source>Or search for somebody to begin a new one. Ctrl K jumps to any conversation.</source>
        <translation>O busca a alguien para empezar una nueva. Ctrl K salta a cualquier conversación.</translation>
    </message>
</context>
<context>
    <name>DurationDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Elegir</translation>
    </message>
    <message>
        <source>They stay</source>
        <translation>Se quedan</translation>
    </message>
    <message>
        <source>Somebody can copy or photograph what they read before it disappears. A device that is added later doesn&apos;t get such messages.</source>
        <translation>Cualquiera puede copiar o fotografiar lo que lee antes de que desaparezca. Un dispositivo que se añada después no recibe esos mensajes.</translation>
    </message>
</context>
<context>
    <name>EntrySteps</name>
    <message>
        <source>Your computer solves a small puzzle so that machines can&apos;t do this by the thousand. Nothing is sent to anybody else.</source>
        <translation>Tu ordenador resuelve un pequeño acertijo para que las máquinas no puedan hacer esto por millares. No se envía nada a nadie más.</translation>
    </message>
    <message>
        <source>This is slow on purpose: it makes guessing your password expensive.</source>
        <translation>Es lento a propósito: así sale caro adivinar tu contraseña.</translation>
    </message>
    <message>
        <source>Creating your account</source>
        <translation>Creando tu cuenta</translation>
    </message>
    <message>
        <source>Logging you in</source>
        <translation>Entrando en tu cuenta</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>%1 percent</source>
        <translation>%1 por ciento</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Pasos</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>(done)</source>
        <translation>(hecho)</translation>
    </message>
    <message>
        <source>(under way)</source>
        <translation>(en curso)</translation>
    </message>
</context>
<context>
    <name>FailedScreen</name>
    <message>
        <source>Sotto couldn&apos;t start.</source>
        <translation>Sotto no pudo arrancar.</translation>
    </message>
    <message>
        <source>You can begin anew: what is damaged stays on this computer under another name. Log in again, and your messages come back from the archive.</source>
        <translation>Puedes empezar de nuevo: lo dañado se queda en este ordenador con otro nombre. Inicia sesión otra vez y tus mensajes volverán del archivo.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>Empezar de nuevo</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Attach files</source>
        <translation>Adjuntar archivos</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>Guardar %1</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Elegir una imagen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Imágenes</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Adjuntar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Elegir</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>¿Reemplazar %1?</translation>
    </message>
    <message>
        <source>There is a file of this name already. What is in it now will be lost.</source>
        <translation>Ya hay un archivo con ese nombre. Lo que contiene ahora se perderá.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>Requests to join</source>
        <translation>Peticiones de entrada</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Miembros</translation>
    </message>
    <message>
        <source>Link to this group</source>
        <translation>Enlace a este grupo</translation>
    </message>
    <message>
        <source>Whoever opens it can ask to be let in.</source>
        <translation>Quien lo abra puede pedir entrar.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Copiar el enlace</translation>
    </message>
    <message>
        <source>Leave the group</source>
        <translation>Salir del grupo</translation>
    </message>
    <message>
        <source>Leave this group?</source>
        <translation>¿Salir de este grupo?</translation>
    </message>
    <message>
        <source>What you have read stays on your devices. To come back you need approvals again.</source>
        <translation>Lo que has leído se queda en tus dispositivos. Para volver necesitarás otra vez aprobaciones.</translation>
    </message>
    <message>
        <source>When the last owner leaves, the one of the highest role who has been here longest becomes the owner.</source>
        <translation>Cuando se va el último propietario, pasa a serlo quien tenga el rol más alto y lleve más tiempo aquí.</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Whoever opens it can join.</source>
        <translation>Quien lo abra puede entrar.</translation>
    </message>
    <message>
        <source>What you said stays where everybody can read it. You can come back at any time.</source>
        <translation>Lo que has dicho sigue a la vista de todos. Puedes volver cuando quieras.</translation>
    </message>
</context>
<context>
    <name>GroupDoor</name>
    <message>
        <source>this group</source>
        <translation>este grupo</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>Grupo %1</translation>
    </message>
    <message>
        <source>Back to the groups</source>
        <translation>Volver a los grupos</translation>
    </message>
    <message>
        <source>You have asked to be let into %1</source>
        <translation>Has pedido entrar: %1</translation>
    </message>
    <message>
        <source>A group you aren&apos;t in</source>
        <translation>Un grupo en el que no estás</translation>
    </message>
    <message>
        <source>Its members see your request. When enough of them have approved it, the group opens here by itself.</source>
        <translation>Sus miembros ven tu petición. Cuando la aprueben suficientes, el grupo se abrirá aquí por sí solo.</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>Retirar la petición</translation>
    </message>
    <message>
        <source>Ask to be let in</source>
        <translation>Pedir entrar</translation>
    </message>
    <message>
        <source>This group is open: you come in at once. Nothing in it is encrypted, and everybody can read what you say, for ever, with your name.</source>
        <translation>Este grupo es abierto: entras enseguida. Nada está cifrado, y todos pueden leer lo que digas, para siempre y con tu nombre.</translation>
    </message>
    <message>
        <source>Its members decide who comes in. If you ask, they see your name. You will read what is said after you came in, nothing from before. If it is an open group, you come in at once, and nothing in it is encrypted.</source>
        <translation>Sus miembros deciden quién entra. Si lo pides, ven tu nombre. Leerás lo que se diga después de que entres, nada de antes. Si es un grupo abierto, entras enseguida, y nada en él está cifrado.</translation>
    </message>
    <message>
        <source>Join the group</source>
        <translation>Entrar en el grupo</translation>
    </message>
</context>
<context>
    <name>GroupHeader</name>
    <message>
        <source>Back to the groups</source>
        <translation>Volver a los grupos</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Mensajes que desaparecen</translation>
    </message>
    <message>
        <source>Members and settings</source>
        <translation>Miembros y ajustes</translation>
    </message>
    <message>
        <source>open, not encrypted</source>
        <translation>abierto, sin cifrar</translation>
    </message>
</context>
<context>
    <name>GroupNotice</name>
    <message>
        <source>You have asked to be let in again</source>
        <translation>Has pedido volver a entrar</translation>
    </message>
    <message>
        <source>You aren&apos;t in this group any more</source>
        <translation>Ya no estás en este grupo</translation>
    </message>
    <message>
        <source>Nothing is sent to this group</source>
        <translation>No se envía nada a este grupo</translation>
    </message>
    <message>
        <source>Messages wait</source>
        <translation>Los mensajes esperan</translation>
    </message>
    <message>
        <source>Its members see your request. When enough of them have approved it, you can write here again.</source>
        <translation>Sus miembros ven tu petición. Cuando la aprueben suficientes, podrás volver a escribir aquí.</translation>
    </message>
    <message>
        <source>What was said while you were in it stays here.</source>
        <translation>Lo que se dijo mientras estabas se queda aquí.</translation>
    </message>
    <message>
        <source>%1 has another history of this group than this device. Somebody in between, most likely the relay, shows different people different things. Talk to each other by another way. If %1 is removed, the others can go on.</source>
        <translation>%1 tiene otra historia de este grupo que este dispositivo. Alguien en medio, probablemente el relé, muestra cosas distintas a personas distintas. Hablad por otra vía. Si se quita a %1, los demás pueden seguir.</translation>
    </message>
    <message>
        <source>The relay says that this group has changed but doesn&apos;t show how. Until it does, nothing is sent.</source>
        <translation>El relé dice que este grupo ha cambiado, pero no muestra cómo. Hasta que lo haga, no se envía nada.</translation>
    </message>
    <message>
        <source>%1 knows of changes to this group that the relay doesn&apos;t show to you. Until it does, nothing is sent.</source>
        <translation>%1 sabe de cambios en este grupo que el relé no te muestra. Hasta que lo haga, no se envía nada.</translation>
    </message>
    <message>
        <source>Ask to be let in again</source>
        <translation>Pedir entrar de nuevo</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>Retirar la petición</translation>
    </message>
    <message>
        <source>Look at the members</source>
        <translation>Ver los miembros</translation>
    </message>
    <message>
        <source>Join the group</source>
        <translation>Entrar en el grupo</translation>
    </message>
</context>
<context>
    <name>GroupResults</name>
    <message>
        <source>Searching …</source>
        <translation>Buscando …</translation>
    </message>
    <message>
        <source>No group with that name.</source>
        <translation>No hay ningún grupo con ese nombre.</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n approval(s) let you in</source>
        <translation>
            <numerusform>%n aprobación te deja entrar</numerusform>
            <numerusform>%n aprobaciones te dejan entrar</numerusform>
        </translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>The group of this link</source>
        <translation>El grupo de este enlace</translation>
    </message>
    <message>
        <source>Open it to ask to be let in.</source>
        <translation>Ábrelo para pedir entrar.</translation>
    </message>
    <message>
        <source>Open: not encrypted, anybody joins and reads</source>
        <translation>Abierto: sin cifrar, cualquiera entra y lee</translation>
    </message>
</context>
<context>
    <name>GroupSearchField</name>
    <message>
        <source>Name of a group, or a link</source>
        <translation>Nombre de un grupo o enlace</translation>
    </message>
    <message>
        <source>Search groups</source>
        <translation>Buscar grupos</translation>
    </message>
</context>
<context>
    <name>GroupSettings</name>
    <message>
        <source>Name of the group</source>
        <translation>Nombre del grupo</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Letting people in</source>
        <translation>Dejar entrar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Save how people are let in</source>
        <translation>Guardar cómo se entra</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Elegir una imagen</translation>
    </message>
    <message>
        <source>Remove the picture</source>
        <translation>Quitar la imagen</translation>
    </message>
    <message>
        <source>This file can&apos;t be read.</source>
        <translation>Este archivo no se puede leer.</translation>
    </message>
    <message>
        <source>This isn&apos;t a picture that can be used here. PNG, JPEG, GIF and WebP can.</source>
        <translation>Esta imagen no se puede usar aquí. PNG, JPEG, GIF y WebP sí.</translation>
    </message>
    <message>
        <source>Like the group&apos;s name it isn&apos;t encrypted: the relay can see it.</source>
        <translation>Como el nombre del grupo, no está cifrada: el relé puede verla.</translation>
    </message>
    <message>
        <source>Please enter a name.</source>
        <translation>Escribe un nombre.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Guardando …</translation>
    </message>
</context>
<context>
    <name>GroupView</name>
    <message>
        <source>Group %1</source>
        <translation>Grupo %1</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Mensajes que desaparecen</translation>
    </message>
    <message>
        <source>New messages in this group disappear this long after they were read, and where they were written, this long after they were sent. It holds for everybody in it; every member can change it.</source>
        <translation>Los mensajes nuevos de este grupo desaparecen cuando pasa este tiempo desde que se leyeron y, donde se escribieron, desde que se enviaron. Vale para todos los que están en él; cualquier miembro puede cambiarlo.</translation>
    </message>
</context>
<context>
    <name>GroupsScreen</name>
    <message>
        <source>New group</source>
        <translation>Grupo nuevo</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>No groups yet</source>
        <translation>Aún no hay grupos</translation>
    </message>
    <message>
        <source>Create one, or find one by its name and ask to be let in.</source>
        <translation>Crea uno, o busca uno por su nombre y pide entrar.</translation>
    </message>
    <message>
        <source>Choose a group</source>
        <translation>Elige un grupo</translation>
    </message>
    <message>
        <source>Or create a new one.</source>
        <translation>O crea uno nuevo.</translation>
    </message>
    <message>
        <source>Your groups are on their way</source>
        <translation>Tus grupos están en camino</translation>
    </message>
    <message>
        <source>You can create or find one in the meantime.</source>
        <translation>Mientras tanto puedes crear o buscar uno.</translation>
    </message>
</context>
<context>
    <name>HistoryBanner</name>
    <message>
        <source>Your earlier messages are on their way to this device.</source>
        <translation>Tus mensajes anteriores están en camino a este dispositivo.</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>LandingScreen</name>
    <message>
        <source>Only the two of you</source>
        <translation>Solo vosotros dos</translation>
    </message>
    <message>
        <source>Every direct message is end-to-end encrypted, always. There is no switch to forget and no plain text to fall back to.</source>
        <translation>Cada mensaje directo va cifrado de extremo a extremo, siempre. No hay interruptor que olvidar ni texto sin cifrar al que recurrir.</translation>
    </message>
    <message>
        <source>A name and a password</source>
        <translation>Un nombre y una contraseña</translation>
    </message>
    <message>
        <source>No phone number, no e-mail address, no contact upload. Your password never leaves your device either.</source>
        <translation>Sin número de teléfono, sin correo electrónico, sin subir contactos. Tu contraseña tampoco sale nunca de tu dispositivo.</translation>
    </message>
    <message>
        <source>Yours to host</source>
        <translation>Para alojarlo tú</translation>
    </message>
    <message>
        <source>One small relay runs on your own machine. It keeps sealed messages until they&apos;re fetched, and little else.</source>
        <translation>Un pequeño relé funciona en tu propia máquina. Guarda los mensajes sellados hasta que se recogen, y poco más.</translation>
    </message>
    <message>
        <source>Talk quietly.</source>
        <translation>Habla en voz baja.</translation>
    </message>
    <message>
        <source>Sotto is private chat that a group of people can host themselves. Messages are encrypted before they leave your device, and the relay in between carries what it cannot read.</source>
        <translation>Sotto es un chat privado que un grupo de personas puede alojar por sí mismo. Los mensajes se cifran antes de salir de tu dispositivo, y el relé que hay en medio lleva lo que no puede leer.</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Crear una cuenta</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>What is protected, and what isn&apos;t</source>
        <translation>Qué está protegido y qué no</translation>
    </message>
</context>
<context>
    <name>LinkDeviceDialog</name>
    <message>
        <source>Link a device</source>
        <translation>Vincular un dispositivo</translation>
    </message>
    <message>
        <source>It&apos;s different</source>
        <translation>Es distinto</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>It&apos;s the same</source>
        <translation>Es el mismo</translation>
    </message>
    <message>
        <source>Show a new code</source>
        <translation>Mostrar un código nuevo</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Cargando …</translation>
    </message>
    <message>
        <source>On the new device, choose “Link with a code” instead of a password, and enter this code there.</source>
        <translation>En el nuevo dispositivo, elige «Vincular con un código» en lugar de la contraseña e introduce allí este código.</translation>
    </message>
    <message>
        <source>A device that calls itself “%1” wants to be linked. Look at the new device in front of you: does it show this number?</source>
        <translation>Un dispositivo que se llama «%1» quiere vincularse. Mira el nuevo dispositivo que tienes delante: ¿muestra este número?</translation>
    </message>
    <message>
        <source>Confirm the number on “%1” too.</source>
        <translation>Confirma el número también en «%1».</translation>
    </message>
    <message>
        <source>The new device is linked. Your earlier messages follow.</source>
        <translation>El nuevo dispositivo está vinculado. Tus mensajes anteriores llegarán enseguida.</translation>
    </message>
    <message>
        <source>The same code as a QR code</source>
        <translation>El mismo código como código QR</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>If you can&apos;t see the other screen yourself, or somebody tells you the number, choose “It&apos;s different”.</source>
        <translation>Si no ves tú la otra pantalla, o si alguien te dice el número, elige «Es distinto».</translation>
    </message>
    <message>
        <source>Whoever gets this code may become a device of your account and read everything. Nobody else ever needs it: not the relay, not support, not a friend.</source>
        <translation>Quien obtenga este código puede convertirse en un dispositivo de tu cuenta y leerlo todo. Nadie más lo necesita nunca: ni el relé, ni el soporte, ni un amigo.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
</context>
<context>
    <name>LinkScreen</name>
    <message>
        <source>On a device that is logged in, choose Settings, Devices, Link a device. It shows a code for this computer, so you need no password here.</source>
        <translation>En un dispositivo con la sesión iniciada, elige Ajustes, Dispositivos, Vincular un dispositivo. Mostrará un código para este ordenador; aquí no necesitas contraseña.</translation>
    </message>
    <message>
        <source>You weren&apos;t logged in.</source>
        <translation>No se pudo entrar.</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Código</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Nombre de este dispositivo</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>This computer is about to become a device of %1. Does the other device show this number?</source>
        <translation>Este ordenador está a punto de ser un dispositivo de %1. ¿Muestra el otro dispositivo este número?</translation>
    </message>
    <message>
        <source>Confirm the number on the other device too.</source>
        <translation>Confirma el número también en el otro dispositivo.</translation>
    </message>
    <message>
        <source>Looking for the other device …</source>
        <translation>Buscando el otro dispositivo…</translation>
    </message>
    <message>
        <source>It&apos;s the same</source>
        <translation>Es el mismo</translation>
    </message>
    <message>
        <source>It&apos;s different</source>
        <translation>Es distinto</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Log in with a password</source>
        <translation>Entrar con contraseña</translation>
    </message>
    <message>
        <source>28 letters and digits, with or without hyphens. For the QR code you need a scanner program: enter here what it reads.</source>
        <translation>28 letras y cifras, con o sin guiones. Para el código QR necesitas un programa que lo escanee: escribe aquí lo que lea.</translation>
    </message>
</context>
<context>
    <name>LinkingNumber</name>
    <message>
        <source>Number to compare</source>
        <translation>Número para comparar</translation>
    </message>
</context>
<context>
    <name>LogOutDialog</name>
    <message>
        <source>Log out of this computer?</source>
        <translation>¿Salir en este ordenador?</translation>
    </message>
    <message>
        <source>The keys of this device and all messages kept on this computer are erased. Messages that you have only here are gone for good.</source>
        <translation>Se borran las claves de este dispositivo y todos los mensajes guardados en este ordenador. Los mensajes que solo tienes aquí se pierden para siempre.</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>Salir</translation>
    </message>
</context>
<context>
    <name>LoginScreen</name>
    <message>
        <source>Welcome back.</source>
        <translation>Hola de nuevo.</translation>
    </message>
    <message>
        <source>You weren&apos;t logged in.</source>
        <translation>No se pudo entrar.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Nombre de este dispositivo</translation>
    </message>
    <message>
        <source>This computer becomes a device of your account, with keys of its own. Your earlier messages come from the relay, which can&apos;t read them.</source>
        <translation>Este ordenador pasa a ser un dispositivo de tu cuenta, con claves propias. Tus mensajes anteriores llegan desde el relé, que no puede leerlos.</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>No account yet?</source>
        <translation>¿Aún no tienes cuenta?</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Crear una cuenta</translation>
    </message>
    <message>
        <source>Link with a code</source>
        <translation>Vincular con un código</translation>
    </message>
</context>
<context>
    <name>MemberLine</name>
    <message>
        <source>Role</source>
        <translation>Rol</translation>
    </message>
    <message>
        <source>Role of %1</source>
        <translation>Rol de %1</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>Remove %1 from the group?</source>
        <translation>¿Quitar a %1 del grupo?</translation>
    </message>
    <message>
        <source>They keep what they have read, and read nothing that is said from now on.</source>
        <translation>Conserva lo que ha leído y no lee nada de lo que se diga a partir de ahora.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Remove %1 from the group</source>
        <translation>Quitar a %1 del grupo</translation>
    </message>
    <message>
        <source>They can&apos;t join again. What they said stays until somebody takes it back.</source>
        <translation>No podrá volver a entrar. Lo que ha dicho se queda hasta que alguien lo retire.</translation>
    </message>
</context>
<context>
    <name>MenuLink</name>
    <message>
        <source>Register</source>
        <translation>Registrarse</translation>
    </message>
</context>
<context>
    <name>MessageMenu</name>
    <message>
        <source>What to do with this message</source>
        <translation>Qué hacer con este mensaje</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Copiar el texto</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Denunciar</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Go to what it answers</source>
        <translation>Ir al mensaje respondido</translation>
    </message>
</context>
<context>
    <name>NameOptions</name>
    <message>
        <source>People to name</source>
        <translation>Personas a las que mencionar</translation>
    </message>
</context>
<context>
    <name>Names</name>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
    <message>
        <source>You</source>
        <comment>after a preposition: a reaction by you</comment>
        <translation>ti</translation>
    </message>
</context>
<context>
    <name>NewsScreen</name>
    <message>
        <source>From the people who run this relay.</source>
        <translation>De quienes llevan este relé.</translation>
    </message>
    <message>
        <source>The news couldn&apos;t be fetched.</source>
        <translation>No se pudieron obtener las novedades.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Cargando …</translation>
    </message>
    <message>
        <source>No news yet</source>
        <translation>Todavía no hay novedades</translation>
    </message>
    <message>
        <source>When those who run this relay have something to say, it appears here.</source>
        <translation>Cuando quienes llevan este relé tengan algo que decir, aparecerá aquí.</translation>
    </message>
</context>
<context>
    <name>Notes</name>
    <message>
        <source>Notices</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Dismiss this notice</source>
        <translation>Cerrar este aviso</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>The key of %1 changed. That happens when somebody begins anew with their account. It could also be somebody in between.</source>
        <translation>La clave de %1 ha cambiado. Pasa cuando alguien empieza de nuevo con su cuenta. También podría haber alguien en medio.</translation>
    </message>
    <message>
        <source>A message couldn&apos;t be decrypted and is missing here. The session was begun anew; ask them to send it again.</source>
        <translation>Un mensaje no se pudo descifrar y falta aquí. La sesión se empezó de nuevo; pide que te lo envíen otra vez.</translation>
    </message>
    <message>
        <source>%1 set new messages to stay.</source>
        <translation>%1: los mensajes nuevos se quedan desde ahora.</translation>
    </message>
    <message>
        <source>%1 set new messages to disappear %2 after they were read, and where they were written, %2 after they were sent.</source>
        <translation>%1: los mensajes nuevos desaparecen desde ahora %2 después de leerse y, donde se escribieron, %2 después de enviarse.</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) of %1 are missing here.</source>
        <translation>
            <numerusform>Falta aquí %n mensaje de %1.</numerusform>
            <numerusform>Faltan aquí %n mensajes de %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OffRecordPanel</name>
    <message>
        <source>Off the record</source>
        <translation>Sin registro</translation>
    </message>
    <message>
        <source>Said off the record</source>
        <translation>Dicho sin registro</translation>
    </message>
    <message>
        <source>What you write now reaches only the devices of %1 that are connected at this moment, or nobody. No relay, no history and no other device of yours keeps it. It is gone here when you end this or close the program, and at theirs when they do. Somebody can still copy or photograph what they read.</source>
        <translation>Lo que escribes ahora solo llega a los dispositivos de %1 que están conectados en este momento, o a nadie. No lo guarda ningún relé, ningún historial ni otro dispositivo tuyo. Aquí desaparece cuando terminas esto o cierras el programa, y al otro lado cuando lo hacen allí. Aun así, quien lo lee puede copiarlo o fotografiarlo.</translation>
    </message>
    <message>
        <source>End and forget</source>
        <translation>Terminar y olvidar</translation>
    </message>
</context>
<context>
    <name>OpenGroupNotice</name>
    <message numerus="yes">
        <source>%n post(s) aren&apos;t shown: their authors didn&apos;t sign them like that, or they were moved.</source>
        <translation>
            <numerusform>%n publicación no se muestra: no fue firmada así, o fue movida.</numerusform>
            <numerusform>%n publicaciones no se muestran: no fueron firmadas así, o fueron movidas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open group: not encrypted</source>
        <translation>Grupo abierto: sin cifrar</translation>
    </message>
    <message>
        <source>Everybody can read what is said here, also without an account. Every post is signed by its author, so who said it can be verified and not denied.</source>
        <translation>Todos pueden leer lo que se dice aquí, también sin cuenta. Cada publicación va firmada: quién la escribió se puede comprobar y no negar.</translation>
    </message>
    <message>
        <source>Load earlier posts</source>
        <translation>Cargar publicaciones anteriores</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>Mostrar la contraseña</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>Ocultar la contraseña</translation>
    </message>
</context>
<context>
    <name>PolicyFields</name>
    <message>
        <source>How many members must approve a newcomer</source>
        <translation>Cuántos miembros deben aprobar a alguien nuevo</translation>
    </message>
    <message>
        <source>As long as there are fewer who may, all of them must.</source>
        <translation>Mientras sean menos los que pueden, tienen que hacerlo todos.</translation>
    </message>
    <message>
        <source>Who may approve</source>
        <translation>Quién puede aprobar</translation>
    </message>
    <message>
        <source>Every member</source>
        <translation>Cualquier miembro</translation>
    </message>
    <message>
        <source>Admins and owners</source>
        <translation>Administradores y propietarios</translation>
    </message>
    <message>
        <source>Owners</source>
        <translation>Propietarios</translation>
    </message>
</context>
<context>
    <name>PrivacySettings</name>
    <message>
        <source>Privacy</source>
        <translation>Privacidad</translation>
    </message>
    <message>
        <source>Tell people when I have read their messages</source>
        <translation>Avisar a los demás cuando he leído sus mensajes</translation>
    </message>
    <message>
        <source>You then also see when they have read yours, if they tell it too. Strangers are told nothing.</source>
        <translation>Así también ves cuándo han leído los tuyos, si ellos lo comparten. A los desconocidos no se les dice nada.</translation>
    </message>
    <message>
        <source>Show people when I am writing to them</source>
        <translation>Mostrar a los demás cuando les escribo</translation>
    </message>
    <message>
        <source>You then also see when they write to you, if they show it too. Strangers are told nothing.</source>
        <translation>Así también ves cuándo te escriben, si ellos lo muestran. A los desconocidos no se les dice nada.</translation>
    </message>
</context>
<context>
    <name>ProfileDialog</name>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>Asking the relay …</source>
        <translation>Preguntando al relé …</translation>
    </message>
    <message>
        <source>Their profile isn&apos;t available just now.</source>
        <translation>Su perfil no está disponible ahora mismo.</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>Nothing written.</source>
        <translation>No hay nada escrito.</translation>
    </message>
    <message>
        <source>Public identity key, as the relay tells it</source>
        <translation>Clave pública de identidad, según el relé</translation>
    </message>
    <message>
        <source>Your name for them</source>
        <translation>Tu nombre para esta persona</translation>
    </message>
    <message>
        <source>Only on this device. Leave it empty to show theirs.</source>
        <translation>Solo en este dispositivo. Déjalo vacío para mostrar el suyo.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquear</translation>
    </message>
</context>
<context>
    <name>ProfileSettings</name>
    <message>
        <source>Profile</source>
        <translation>Perfil</translation>
    </message>
    <message>
        <source>You&apos;re %1. Anybody on this relay can read what you write here.</source>
        <translation>Eres %1. Cualquiera en este relé puede leer lo que escribas aquí.</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>Nombre visible</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Sobre ti</translation>
    </message>
    <message>
        <source>List me in the directory</source>
        <translation>Mostrarme en el directorio</translation>
    </message>
    <message>
        <source>Otherwise only those who know your exact name can find you.</source>
        <translation>Si no, solo te encuentran quienes conocen tu nombre exacto.</translation>
    </message>
    <message>
        <source>Saving …</source>
        <translation>Guardando …</translation>
    </message>
    <message>
        <source>Save profile</source>
        <translation>Guardar el perfil</translation>
    </message>
</context>
<context>
    <name>QuickSwitcher</name>
    <message>
        <source>Go to a conversation</source>
        <translation>Ir a una conversación</translation>
    </message>
    <message>
        <source>Type a name</source>
        <translation>Escribe un nombre</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>No conversation with that name.</source>
        <translation>No hay ninguna conversación con ese nombre.</translation>
    </message>
    <message>
        <source>Arrow keys choose, Enter opens, Escape closes.</source>
        <translation>Las flechas eligen, Intro abre, Escape cierra.</translation>
    </message>
</context>
<context>
    <name>Quoted</name>
    <message>
        <source>The message that this one answers isn&apos;t here.</source>
        <translation>El mensaje al que responde este no está aquí.</translation>
    </message>
    <message>
        <source>Answer to %1: %2</source>
        <translation>Respuesta a %1: %2</translation>
    </message>
    <message>
        <source>Answer to yourself: %1</source>
        <translation>Respuesta a ti: %1</translation>
    </message>
</context>
<context>
    <name>ReactionChoice</name>
    <message>
        <source>React with %1</source>
        <translation>Reaccionar con %1</translation>
    </message>
</context>
<context>
    <name>Reactions</name>
    <message>
        <source>%1 by %2</source>
        <translation>%1 de %2</translation>
    </message>
</context>
<context>
    <name>RegisterScreen</name>
    <message>
        <source>A name and a password are all it takes.</source>
        <translation>Bastan un nombre y una contraseña.</translation>
    </message>
    <message>
        <source>Your account wasn&apos;t created.</source>
        <translation>Tu cuenta no se creó.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Others find you by this name. It can&apos;t be changed later.</source>
        <translation>Los demás te encuentran por este nombre. No se puede cambiar después.</translation>
    </message>
    <message>
        <source>Nobody can reset it for you: it is what unlocks your keys.</source>
        <translation>Nadie puede restablecerla por ti: es lo que abre tus claves.</translation>
    </message>
    <message>
        <source>Display name (optional)</source>
        <translation>Nombre visible (opcional)</translation>
    </message>
    <message>
        <source>Shown next to your messages. Anybody here can read it.</source>
        <translation>Se muestra junto a tus mensajes. Cualquiera aquí puede leerlo.</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Nombre de este dispositivo</translation>
    </message>
    <message>
        <source>Only you see it, encrypted, in your list of devices.</source>
        <translation>Solo lo ves tú, cifrado, en tu lista de dispositivos.</translation>
    </message>
    <message>
        <source>List me in the directory</source>
        <translation>Mostrarme en el directorio</translation>
    </message>
    <message>
        <source>Otherwise only those who know your exact name can find you.</source>
        <translation>Si no, solo te encuentran quienes conocen tu nombre exacto.</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>Crear cuenta</translation>
    </message>
    <message>
        <source>You have an account already?</source>
        <translation>¿Ya tienes una cuenta?</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
</context>
<context>
    <name>RelayField</name>
    <message>
        <source>Relay</source>
        <translation>Relé</translation>
    </message>
    <message>
        <source>Without https, anybody on the way sees your name and when you write. Messages stay encrypted.</source>
        <translation>Sin https, cualquiera en el camino ve tu nombre y cuándo escribes. Los mensajes siguen cifrados.</translation>
    </message>
    <message>
        <source>The address at which the people you talk with have their accounts.</source>
        <translation>La dirección en la que tienen su cuenta las personas con las que hablas.</translation>
    </message>
</context>
<context>
    <name>RelaySettings</name>
    <message>
        <source>Relay</source>
        <translation>Relé</translation>
    </message>
    <message>
        <source>Your account lives on this relay. Log out to use another one.</source>
        <translation>Tu cuenta está en este relé. Sal para usar otro.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report a message of %1</source>
        <translation>Denunciar un mensaje de %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>Copiar la denuncia</translation>
    </message>
    <message>
        <source>The administrator of your relay can&apos;t read messages. If you want to show them this one, copy the report and send it to them yourself. Nothing is sent from here. To hear no more of somebody, block them in their profile.</source>
        <translation>Quien administra tu relé no puede leer los mensajes. Si quieres enseñarle este, copia la denuncia y envíasela tú. Desde aquí no se envía nada. Para no saber más de alguien, bloquéalo en su perfil.</translation>
    </message>
    <message>
        <source>With the text of the message</source>
        <translation>Con el texto del mensaje</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>La denuncia</translation>
    </message>
</context>
<context>
    <name>RequestBar</name>
    <message>
        <source>%1 would like to be let in</source>
        <translation>%1 quiere entrar</translation>
    </message>
    <message numerus="yes">
        <source>%n people would like to be let in</source>
        <translation>
            <numerusform>%n persona quiere entrar</numerusform>
            <numerusform>%n personas quieren entrar</numerusform>
        </translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ver</translation>
    </message>
    <message>
        <source>Look at the requests</source>
        <translation>Ver las peticiones</translation>
    </message>
</context>
<context>
    <name>RequestLine</name>
    <message>
        <source>%1 of %2 approvals</source>
        <translation>%1 de %2 aprobaciones</translation>
    </message>
    <message>
        <source>You have approved this</source>
        <translation>Lo has aprobado</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Aprobar</translation>
    </message>
    <message>
        <source>Approve %1</source>
        <translation>Aprobar a %1</translation>
    </message>
    <message>
        <source>Turn down</source>
        <translation>Rechazar</translation>
    </message>
    <message>
        <source>Turn down %1</source>
        <translation>Rechazar a %1</translation>
    </message>
</context>
<context>
    <name>RequestNotice</name>
    <message>
        <source>You have blocked %1</source>
        <translation>Has bloqueado a %1</translation>
    </message>
    <message>
        <source>%1 would like to write to you</source>
        <translation>%1 quiere escribirte</translation>
    </message>
    <message>
        <source>What they send in the meantime isn&apos;t kept.</source>
        <translation>Lo que envíe mientras tanto no se guarda.</translation>
    </message>
    <message>
        <source>You don&apos;t know each other here. They don&apos;t learn that you have seen this before you accept or answer.</source>
        <translation>Aquí todavía no os conocéis. No sabrá que has visto esto hasta que aceptes o respondas.</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloquear</translation>
    </message>
</context>
<context>
    <name>RevokeDialog</name>
    <message>
        <source>Remove %1?</source>
        <translation>¿Quitar %1?</translation>
    </message>
    <message>
        <source>It is logged out at once and receives nothing any more. What it has received stays on it only until it next connects.</source>
        <translation>Se cierra su sesión de inmediato y ya no recibe nada. Lo que ha recibido solo se queda en él hasta que vuelva a conectarse.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
</context>
<context>
    <name>SafetyCodePart</name>
    <message>
        <source>QR code of the safety number</source>
        <translation>Código QR del número de seguridad</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Copiar el código</translation>
    </message>
    <message>
        <source>The other&apos;s code</source>
        <translation>Código de la otra persona</translation>
    </message>
    <message>
        <source>Paste what a scanner read from the QR code on their screen. A code that came through this chat proves nothing.</source>
        <translation>Pega lo que un escáner haya leído del código QR en la otra pantalla. Un código que haya llegado por este chat no prueba nada.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>It is the code that %1 should have: nobody reads along.</source>
        <translation>Es el código que debe tener %1: nadie más lee.</translation>
    </message>
    <message>
        <source>Another key! What you see of %1, or what %1 sees of you, is not real. Somebody may be reading along: don&apos;t accept it, and tell each other by another way.</source>
        <translation>¡Otra clave! Lo que ves de %1, o lo que %1 ve de ti, no es auténtico. Puede que alguien esté leyendo: no la aceptes y avisaos por otra vía.</translation>
    </message>
    <message>
        <source>This isn&apos;t %1&apos;s code for this conversation. It may be your own, one of another conversation, or incomplete.</source>
        <translation>Este no es el código de %1 para esta conversación. Puede ser el tuyo, uno de otra conversación o estar incompleto.</translation>
    </message>
</context>
<context>
    <name>SafetyDigits</name>
    <message>
        <source>The safety number, 12 groups of 5 digits</source>
        <translation>El número de seguridad, 12 grupos de 5 cifras</translation>
    </message>
</context>
<context>
    <name>SafetyNumberDialog</name>
    <message>
        <source>Safety number</source>
        <translation>Número de seguridad</translation>
    </message>
    <message>
        <source>There is no number yet. It appears with the first message in either direction.</source>
        <translation>Todavía no hay número. Aparece con el primer mensaje en cualquiera de los dos sentidos.</translation>
    </message>
    <message>
        <source>If you and %1 see the same number, nobody reads along. Compare it face to face or on a call, not in a chat.</source>
        <translation>Si tú y %1 veis el mismo número, nadie más está leyendo. Comparadlo en persona o en una llamada, no en un chat.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Copiado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Not verified any more</source>
        <translation>Ya no está verificado</translation>
    </message>
    <message>
        <source>It&apos;s the same: mark as verified</source>
        <translation>Es el mismo: marcar como verificado</translation>
    </message>
    <message>
        <source>You have compared this number with %1.</source>
        <translation>Has comparado este número con %1.</translation>
    </message>
</context>
<context>
    <name>SavedLine</name>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>People and messages</source>
        <translation>Personas y mensajes</translation>
    </message>
    <message>
        <source>Search people and messages</source>
        <translation>Buscar personas y mensajes</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Borrar la búsqueda</translation>
    </message>
</context>
<context>
    <name>SearchResults</name>
    <message>
        <source>Searching …</source>
        <translation>Buscando …</translation>
    </message>
    <message>
        <source>Nobody in the directory. An exact name finds those who aren&apos;t listed.</source>
        <translation>Nadie en el directorio. Con el nombre exacto se encuentra a quienes no están en él.</translation>
    </message>
    <message>
        <source>No message contains that.</source>
        <translation>Ningún mensaje contiene eso.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>In your messages</source>
        <translation>En tus mensajes</translation>
    </message>
    <message>
        <source>You:</source>
        <translation>Tú:</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Tú</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>That isn&apos;t in a form that Sotto understands. Please check what you typed.</source>
        <translation>Eso no tiene una forma que Sotto entienda. Revisa lo que has escrito.</translation>
    </message>
    <message>
        <source>That is too long to be sent.</source>
        <translation>Eso es demasiado largo para enviarlo.</translation>
    </message>
    <message>
        <source>The other side speaks a newer version of Sotto. Please install the newest one.</source>
        <translation>El otro lado habla una versión más nueva de Sotto. Instala la más reciente.</translation>
    </message>
    <message>
        <source>The other side uses an encryption that this version doesn&apos;t know. Please install the newest one.</source>
        <translation>El otro lado usa un cifrado que esta versión no conoce. Instala la más reciente.</translation>
    </message>
    <message>
        <source>A key that came from the relay is damaged, so it wasn&apos;t used.</source>
        <translation>Una clave que llegó del relé está dañada, así que no se usó.</translation>
    </message>
    <message>
        <source>A key that came from the relay is unsafe, so it wasn&apos;t used.</source>
        <translation>Una clave que llegó del relé no es segura, así que no se usó.</translation>
    </message>
    <message>
        <source>A signature didn&apos;t match, so what it was under wasn&apos;t used.</source>
        <translation>Una firma no coincidía, así que no se usó lo que firmaba.</translation>
    </message>
    <message>
        <source>There is no encrypted session with this person yet.</source>
        <translation>Todavía no hay una sesión cifrada con esta persona.</translation>
    </message>
    <message>
        <source>A message was made for a key that this device no longer has.</source>
        <translation>Un mensaje se hizo para una clave que este dispositivo ya no tiene.</translation>
    </message>
    <message>
        <source>This person&apos;s key has changed. Compare the safety number as it is now before you accept it.</source>
        <translation>La clave de esta persona ha cambiado. Compara el número de seguridad tal como es ahora antes de aceptarla.</translation>
    </message>
    <message>
        <source>This message came a second time and was left out.</source>
        <translation>Este mensaje llegó por segunda vez y se omitió.</translation>
    </message>
    <message>
        <source>An old message was sent again by somebody and was left out.</source>
        <translation>Alguien envió otra vez un mensaje viejo y se omitió.</translation>
    </message>
    <message>
        <source>A message couldn&apos;t be decrypted.</source>
        <translation>Un mensaje no se pudo descifrar.</translation>
    </message>
    <message>
        <source>Too many messages are missing in between.</source>
        <translation>Faltan demasiados mensajes en medio.</translation>
    </message>
    <message>
        <source>A message claims to be from somebody else than its key says. It was left out.</source>
        <translation>Un mensaje dice ser de alguien distinto de quien indica su clave. Se omitió.</translation>
    </message>
    <message>
        <source>A message was made for another conversation. It was left out.</source>
        <translation>Un mensaje se hizo para otra conversación. Se omitió.</translation>
    </message>
    <message>
        <source>Too many unreadable messages came from this person. Sotto takes a short break from them.</source>
        <translation>Llegaron demasiados mensajes ilegibles de esta persona. Sotto se toma un breve descanso de ellos.</translation>
    </message>
    <message>
        <source>The group has changed meanwhile. Please look again.</source>
        <translation>El grupo ha cambiado mientras tanto. Vuelve a mirarlo.</translation>
    </message>
    <message>
        <source>The relay tells different people different things about this group. Nothing is sent to it.</source>
        <translation>El relé cuenta cosas distintas de este grupo a distintas personas. No se le envía nada.</translation>
    </message>
    <message>
        <source>You may not do that in this group.</source>
        <translation>No puedes hacer eso en este grupo.</translation>
    </message>
    <message>
        <source>Not enough members have approved this yet.</source>
        <translation>Aún no lo han aprobado suficientes miembros.</translation>
    </message>
    <message>
        <source>That name and password don&apos;t belong together.</source>
        <translation>Ese nombre y esa contraseña no van juntos.</translation>
    </message>
    <message>
        <source>The relay asked for a weaker protection of your password than Sotto allows. Nothing was sent.</source>
        <translation>El relé pidió para tu contraseña una protección más débil de la que Sotto permite. No se envió nada.</translation>
    </message>
    <message>
        <source>This computer gave no random numbers, and without them there is no encryption.</source>
        <translation>Este ordenador no dio números aleatorios, y sin ellos no hay cifrado.</translation>
    </message>
    <message>
        <source>The encryption failed on this computer. Please start Sotto again.</source>
        <translation>El cifrado falló en este ordenador. Vuelve a arrancar Sotto.</translation>
    </message>
    <message>
        <source>Your messages on this device can&apos;t be read or written just now. Please try again.</source>
        <translation>Ahora mismo no se pueden leer ni escribir tus mensajes en este dispositivo. Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>The messages kept on this device are damaged.</source>
        <translation>Los mensajes guardados en este dispositivo están dañados.</translation>
    </message>
    <message>
        <source>The messages kept on this device can&apos;t be unlocked.</source>
        <translation>Los mensajes guardados en este dispositivo no se pueden abrir.</translation>
    </message>
    <message>
        <source>That isn&apos;t there any more.</source>
        <translation>Eso ya no está.</translation>
    </message>
    <message>
        <source>That exists already.</source>
        <translation>Eso ya existe.</translation>
    </message>
    <message>
        <source>Please log in first.</source>
        <translation>Entra primero en tu cuenta.</translation>
    </message>
    <message>
        <source>Somebody is logged in here already. Log out first.</source>
        <translation>Aquí ya ha entrado alguien. Sal primero.</translation>
    </message>
    <message>
        <source>That isn&apos;t possible just now.</source>
        <translation>Eso no es posible ahora mismo.</translation>
    </message>
    <message>
        <source>The relay refused this.</source>
        <translation>El relé lo rechazó.</translation>
    </message>
    <message>
        <source>The proof that you&apos;re not a machine didn&apos;t reach the relay in time. Please try again.</source>
        <translation>La prueba de que no eres una máquina no llegó a tiempo al relé. Inténtalo de nuevo.</translation>
    </message>
    <message>
        <source>That name is taken. Please choose another one, or log in if it is yours.</source>
        <translation>Ese nombre está ocupado. Elige otro, o entra si es el tuyo.</translation>
    </message>
    <message>
        <source>There is nobody with that name here.</source>
        <translation>Aquí no hay nadie con ese nombre.</translation>
    </message>
    <message>
        <source>That was too often in a short time.</source>
        <translation>Han sido demasiadas veces en poco tiempo.</translation>
    </message>
    <message>
        <source>Their mailbox is full. Your message is kept and will be sent when there is room.</source>
        <translation>Su buzón está lleno. Tu mensaje se guarda y se enviará cuando haya sitio.</translation>
    </message>
    <message>
        <source>There is no connection to the relay.</source>
        <translation>No hay conexión con el relé.</translation>
    </message>
    <message>
        <source>The relay doesn&apos;t accept this device any more. Please log in again.</source>
        <translation>El relé ya no acepta este dispositivo. Vuelve a entrar.</translation>
    </message>
    <message>
        <source>This version of Sotto can&apos;t do that.</source>
        <translation>Esta versión de Sotto no puede hacer eso.</translation>
    </message>
    <message>
        <source>Sotto was closed in the middle of this. Please look whether it was done before trying again.</source>
        <translation>Sotto se cerró a mitad de esto. Mira si se hizo antes de intentarlo de nuevo.</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Algo ha ido mal.</translation>
    </message>
    <message numerus="yes">
        <source>Please try again in %n second(s).</source>
        <translation>
            <numerusform>Inténtalo de nuevo dentro de un segundo.</numerusform>
            <numerusform>Inténtalo de nuevo dentro de %n segundos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n sin leer</numerusform>
            <numerusform>%n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Please enter your name.</source>
        <translation>Escribe tu nombre.</translation>
    </message>
    <message>
        <source>3 to 32 letters a–z and digits, beginning with a letter. Single dots, dashes and underscores are fine in between.</source>
        <translation>De 3 a 32 letras a–z y cifras, empezando por una letra. Entre medias valen puntos, guiones y guiones bajos sueltos.</translation>
    </message>
    <message>
        <source>Please enter a password.</source>
        <translation>Escribe una contraseña.</translation>
    </message>
    <message>
        <source>At least 10 characters, please.</source>
        <translation>Al menos 10 caracteres, por favor.</translation>
    </message>
    <message>
        <source>That is too long.</source>
        <translation>Eso es demasiado largo.</translation>
    </message>
    <message>
        <source>Please enter the address of a relay.</source>
        <translation>Escribe la dirección de un relé.</translation>
    </message>
    <message>
        <source>That isn&apos;t the address of a relay. It looks like chat.example.org.</source>
        <translation>Esa no es la dirección de un relé. Es algo como chat.example.org.</translation>
    </message>
    <message>
        <source>Too short: at least 10 characters.</source>
        <translation>Demasiado corta: al menos 10 caracteres.</translation>
    </message>
    <message>
        <source>Easy to guess. Make it longer or less regular.</source>
        <translation>Fácil de adivinar. Hazla más larga o menos regular.</translation>
    </message>
    <message>
        <source>Passable. A little longer is much better.</source>
        <translation>Pasable. Un poco más larga es mucho mejor.</translation>
    </message>
    <message>
        <source>Good.</source>
        <translation>Buena.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Fuerte.</translation>
    </message>
    <message>
        <source>At least 10 characters. A few unrelated words are easy to remember and hard to guess.</source>
        <translation>Al menos 10 caracteres. Unas cuantas palabras sin relación se recuerdan bien y se adivinan mal.</translation>
    </message>
    <message>
        <source>Connecting to the relay</source>
        <translation>Conectando con el relé</translation>
    </message>
    <message>
        <source>Proving that you&apos;re not a machine</source>
        <translation>Demostrando que no eres una máquina</translation>
    </message>
    <message>
        <source>Turning your password into keys</source>
        <translation>Convirtiendo tu contraseña en claves</translation>
    </message>
    <message>
        <source>Asking the relay</source>
        <translation>Preguntando al relé</translation>
    </message>
    <message>
        <source>Making this device&apos;s keys</source>
        <translation>Haciendo las claves de este dispositivo</translation>
    </message>
    <message>
        <source>Publishing the public halves</source>
        <translation>Publicando las mitades públicas</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>No enviado</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Inicio</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>Crear una cuenta</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Grupos</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Acerca de</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Novedades</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>The encrypted session with %1 was begun anew, because a message couldn&apos;t be read. Nothing for you to do.</source>
        <translation>La sesión cifrada con %1 se empezó de nuevo porque un mensaje no se pudo leer. No tienes que hacer nada.</translation>
    </message>
    <message>
        <source>The relay names a device of %1 that %1 hasn&apos;t signed. Nothing is encrypted for it, and your messages wait.</source>
        <translation>El relé nombra un dispositivo de %1 que %1 no ha firmado. No se cifra nada para él, y tus mensajes esperan.</translation>
    </message>
    <message>
        <source>The data of this device is an older copy that was put back, so newer messages may be missing here. The encrypted sessions begin anew.</source>
        <translation>Los datos de este dispositivo son una copia antigua que se restauró, así que pueden faltar mensajes recientes. Las sesiones cifradas empiezan de nuevo.</translation>
    </message>
    <message>
        <source>Your edit didn&apos;t reach %1, who still sees the message as it was. It may be too long, or the relay refused it.</source>
        <translation>Tu edición no le llegó a %1, que sigue viendo el mensaje como estaba. Puede que sea demasiado larga, o el relé la rechazó.</translation>
    </message>
    <message>
        <source>Your deletion didn&apos;t reach %1, who still sees the message.</source>
        <translation>Tu borrado no le llegó a %1, que sigue viendo el mensaje.</translation>
    </message>
    <message>
        <source>Your reaction didn&apos;t reach %1.</source>
        <translation>Tu reacción no le llegó a %1.</translation>
    </message>
    <message>
        <source>%1 wasn&apos;t told how long messages last from now on. Your own last so long all the same.</source>
        <translation>%1 no sabe cuánto duran los mensajes desde ahora. Los tuyos duran eso de todos modos.</translation>
    </message>
    <message>
        <source>The relay&apos;s copy of your history isn&apos;t the one your devices know: something was left out or changed. Nothing is taken from it or added to it for now.</source>
        <translation>La copia de tu historial en el relé no es la que conocen tus dispositivos: falta algo o se cambió algo. Por ahora no se toma nada de ella ni se le añade nada.</translation>
    </message>
    <message>
        <source>The relay keeps no more of your history: new messages won&apos;t be on devices that you add later.</source>
        <translation>El relé ya no guarda más de tu historial: los mensajes nuevos no estarán en los dispositivos que añadas después.</translation>
    </message>
    <message>
        <source>Your earlier messages are here. Some entries were left out, %1 in all: none of your devices has made them.</source>
        <translation>Tus mensajes anteriores están aquí. Se omitieron algunas entradas, %1 en total: ninguno de tus dispositivos las hizo.</translation>
    </message>
    <message>
        <source>You&apos;re logged out. Everything of the account was erased from this computer.</source>
        <translation>Has salido. Todo lo de la cuenta se borró de este ordenador.</translation>
    </message>
    <message>
        <source>This device was removed from your account. Everything of it was erased from this computer.</source>
        <translation>Este dispositivo se quitó de tu cuenta. Todo lo suyo se borró de este ordenador.</translation>
    </message>
    <message>
        <source>Your profile is saved.</source>
        <translation>Tu perfil está guardado.</translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n semana</numerusform>
            <numerusform>%n semanas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n día</numerusform>
            <numerusform>%n días</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hora</numerusform>
            <numerusform>%n horas</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minuto</numerusform>
            <numerusform>%n minutos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n segundo</numerusform>
            <numerusform>%n segundos</numerusform>
        </translation>
    </message>
    <message>
        <source>New messages stay</source>
        <translation>Los mensajes nuevos se quedan</translation>
    </message>
    <message>
        <source>New messages disappear after %1</source>
        <translation>Los mensajes nuevos desaparecen después de %1</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Miembro</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Propietario</translation>
    </message>
    <message>
        <source>%1 created the group.</source>
        <translation>%1 creó el grupo.</translation>
    </message>
    <message>
        <source>%1 came in.</source>
        <translation>%1 entró en el grupo.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>%1 salió del grupo.</translation>
    </message>
    <message>
        <source>%1 removed %2.</source>
        <translation>%1 quitó a %2 del grupo.</translation>
    </message>
    <message>
        <source>%1 changed the role of %2.</source>
        <translation>%1 cambió el rol de %2.</translation>
    </message>
    <message>
        <source>%1 named the group “%2”.</source>
        <translation>%1 llamó «%2» al grupo.</translation>
    </message>
    <message numerus="yes">
        <source>%1 set that %n approval(s) let somebody in.</source>
        <translation>
            <numerusform>%1 decidió que basta %n aprobación para entrar.</numerusform>
            <numerusform>%1 decidió que bastan %n aprobaciones para entrar.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 changed the group.</source>
        <translation>%1 cambió el grupo.</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leído</translation>
    </message>
    <message>
        <source>Two are writing as one device of %1: somebody may be using a copy of it. %1 should remove that device and add it anew.</source>
        <translation>Dos escriben como un mismo dispositivo de %1: quizá alguien use una copia. %1 debería quitar ese dispositivo y añadirlo de nuevo.</translation>
    </message>
    <message>
        <source>The relay shows an old or unsigned list of %1&apos;s devices. It isn&apos;t used; new devices wait until the relay shows the right one.</source>
        <translation>El relé muestra una lista de dispositivos de %1 antigua o sin firmar. No se usa; los dispositivos nuevos esperan hasta que el relé muestre la correcta.</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Enviando</translation>
    </message>
    <message>
        <source>Not delivered</source>
        <translation>No entregado</translation>
    </message>
    <message>
        <source>Not confirmed: it may have arrived or not</source>
        <translation>Sin confirmar: puede que haya llegado o no</translation>
    </message>
    <message>
        <source>Encrypting, %1% of %2</source>
        <translation>Cifrando, %1 % de %2</translation>
    </message>
    <message>
        <source>Sending, %1% of %2</source>
        <translation>Enviando, %1 % de %2</translation>
    </message>
    <message>
        <source>Downloading, %1% of %2</source>
        <translation>Descargando, %1 % de %2</translation>
    </message>
    <message>
        <source>It couldn&apos;t be read to its end. Delete it, and attach it again.</source>
        <translation>No se pudo leer hasta el final. Elimínalo y adjúntalo de nuevo.</translation>
    </message>
    <message>
        <source>The relay doesn&apos;t take it: it is too large, or your space there is full.</source>
        <translation>El relé no lo acepta: es demasiado grande o tu espacio allí está lleno.</translation>
    </message>
    <message>
        <source>The relay has no room left just now.</source>
        <translation>Al relé no le queda sitio ahora mismo.</translation>
    </message>
    <message>
        <source>It couldn&apos;t be sent.</source>
        <translation>No se pudo enviar.</translation>
    </message>
    <message>
        <source>The relay doesn&apos;t have it any more.</source>
        <translation>El relé ya no lo tiene.</translation>
    </message>
    <message>
        <source>It arrived damaged, so nothing of it was kept.</source>
        <translation>Llegó dañado, así que no se guardó nada.</translation>
    </message>
    <message>
        <source>It couldn&apos;t be downloaded.</source>
        <translation>No se pudo descargar.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>%1 is too large to be sent. A file may have up to 100 MB.</source>
        <translation>%1 es demasiado grande para enviarlo. Un archivo puede tener hasta 100 MB.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be read.</source>
        <translation>%1 no se puede leer.</translation>
    </message>
    <message>
        <source>Please enter the code.</source>
        <translation>Introduce el código.</translation>
    </message>
    <message>
        <source>That isn&apos;t a code. Please compare it with the other screen.</source>
        <translation>Eso no es un código. Compáralo con la otra pantalla.</translation>
    </message>
    <message>
        <source>Link this computer</source>
        <translation>Vincular este ordenador</translation>
    </message>
    <message>
        <source>The ten minutes are over, or the new device has given up. Nothing was handed over.</source>
        <translation>Han pasado los diez minutos, o el nuevo dispositivo ha desistido. No se ha entregado nada.</translation>
    </message>
    <message>
        <source>This code isn&apos;t good, or not any more. Ask the other device for a new one.</source>
        <translation>Este código no vale, o ya no. Pide uno nuevo en el otro dispositivo.</translation>
    </message>
    <message>
        <source>This code was used already. If that wasn&apos;t you, choose “It&apos;s different” on the other device and show a new code.</source>
        <translation>Este código ya se ha usado. Si no has sido tú, elige «Es distinto» en el otro dispositivo y muestra un código nuevo.</translation>
    </message>
    <message>
        <source>Something was changed on its way between the two devices, so nothing was handed over.</source>
        <translation>Algo cambió en el camino entre los dos dispositivos, así que no se ha entregado nada.</translation>
    </message>
    <message>
        <source>%1 removed the picture of the group.</source>
        <translation>%1 quitó la imagen del grupo.</translation>
    </message>
    <message>
        <source>%1 changed the picture of the group.</source>
        <translation>%1 cambió la imagen del grupo.</translation>
    </message>
    <message>
        <source>%1 is saved.</source>
        <translation>Se ha guardado %1.</translation>
    </message>
    <message>
        <source>%1 couldn&apos;t be saved. Perhaps nothing may be written in that folder, or the disk is full.</source>
        <translation>No se ha podido guardar %1. Puede que no se pueda escribir en esa carpeta o que el disco esté lleno.</translation>
    </message>
    <message>
        <source>You created the group.</source>
        <translation>Creaste el grupo.</translation>
    </message>
    <message>
        <source>You came in.</source>
        <translation>Entraste en el grupo.</translation>
    </message>
    <message>
        <source>You left.</source>
        <translation>Saliste del grupo.</translation>
    </message>
    <message>
        <source>You removed %1.</source>
        <translation>Quitaste a %1 del grupo.</translation>
    </message>
    <message>
        <source>You changed your role.</source>
        <translation>Cambiaste tu rol.</translation>
    </message>
    <message>
        <source>You changed the role of %1.</source>
        <translation>Cambiaste el rol de %1.</translation>
    </message>
    <message>
        <source>You removed the picture of the group.</source>
        <translation>Quitaste la imagen del grupo.</translation>
    </message>
    <message>
        <source>You changed the picture of the group.</source>
        <translation>Cambiaste la imagen del grupo.</translation>
    </message>
    <message>
        <source>You named the group “%1”.</source>
        <translation>Llamaste «%1» al grupo.</translation>
    </message>
    <message numerus="yes">
        <source>You set that %n approval(s) let somebody in.</source>
        <translation>
            <numerusform>Decidiste que basta %n aprobación para entrar.</numerusform>
            <numerusform>Decidiste que bastan %n aprobaciones para entrar.</numerusform>
        </translation>
    </message>
    <message>
        <source>You changed the group.</source>
        <translation>Cambiaste el grupo.</translation>
    </message>
    <message>
        <source>%1 removed you.</source>
        <translation>%1 te quitó del grupo.</translation>
    </message>
    <message>
        <source>%1 changed your role.</source>
        <translation>%1 cambió tu rol.</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>Mostrar %1</translation>
    </message>
    <message>
        <source>Download %1</source>
        <translation>Descargar %1</translation>
    </message>
    <message>
        <source>Try again: %1</source>
        <translation>Intentar de nuevo: %1</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>Guardar %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Cancelar: %1</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Log out</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Erases this device&apos;s keys and every message from this computer.</source>
        <translation>Borra de este ordenador las claves de este dispositivo y todos los mensajes.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Versión %1</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>StartingScreen</name>
    <message>
        <source>Starting Sotto …</source>
        <translation>Arrancando Sotto …</translation>
    </message>
</context>
<context>
    <name>StatusBanner</name>
    <message>
        <source>This device is connected from somewhere else now, so this window stopped receiving.</source>
        <translation>Este dispositivo está conectado ahora desde otro sitio, así que esta ventana ha dejado de recibir.</translation>
    </message>
    <message>
        <source>You&apos;re offline. Messages you write are kept and sent when the connection is back.</source>
        <translation>Estás sin conexión. Lo que escribas se guarda y se envía cuando vuelva la conexión.</translation>
    </message>
    <message>
        <source>Connecting to the relay …</source>
        <translation>Conectando con el relé …</translation>
    </message>
    <message>
        <source>Use Sotto here</source>
        <translation>Usar Sotto aquí</translation>
    </message>
</context>
<context>
    <name>SystemSettings</name>
    <message>
        <source>Notifications</source>
        <translation>Notificaciones</translation>
    </message>
    <message>
        <source>Show notifications</source>
        <translation>Mostrar notificaciones</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>Seguir en marcha al cerrar la ventana</translation>
    </message>
    <message>
        <source>Sotto stays in the system tray and goes on receiving.</source>
        <translation>Sotto se queda en la bandeja del sistema y sigue recibiendo.</translation>
    </message>
    <message>
        <source>They say that a message came, but neither from whom nor what is in it.</source>
        <translation>Dicen que ha llegado un mensaje, pero no de quién ni lo que contiene.</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>%1 is writing …</source>
        <translation>%1 está escribiendo…</translation>
    </message>
    <message>
        <source>Delete this message for everyone?</source>
        <translation>¿Eliminar este mensaje para todos?</translation>
    </message>
    <message>
        <source>Its text is erased here and on their devices as soon as they are reached. Somebody who has read or copied it keeps what they have.</source>
        <translation>El texto se borra aquí y en los demás dispositivos en cuanto se llega a ellos. Quien lo haya leído o copiado conserva lo que tiene.</translation>
    </message>
    <message>
        <source>Delete for everyone</source>
        <translation>Eliminar para todos</translation>
    </message>
    <message>
        <source>It disappears for everybody who reads the group from now on. Whoever has read it may have kept it.</source>
        <translation>Desaparece para todos los que lean el grupo a partir de ahora. Quien la haya leído puede haberla guardado.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Messages with %1</source>
        <translation>Mensajes con %1</translation>
    </message>
    <message>
        <source>Loading earlier messages …</source>
        <translation>Cargando mensajes anteriores …</translation>
    </message>
    <message>
        <source>This is the beginning with %1</source>
        <translation>Aquí empieza la conversación con %1</translation>
    </message>
    <message>
        <source>Messages here are end-to-end encrypted. Compare the safety number to be sure that it is really them.</source>
        <translation>Los mensajes aquí van cifrados de extremo a extremo. Comparad el número de seguridad para aseguraros de que es realmente esa persona.</translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>%n mensaje nuevo</numerusform>
            <numerusform>%n mensajes nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest messages</source>
        <translation>Mensajes más recientes</translation>
    </message>
    <message>
        <source>Messages here are end-to-end encrypted. Only those whom the members have let in can read them.</source>
        <translation>Los mensajes aquí van cifrados de extremo a extremo. Solo pueden leerlos quienes los miembros han dejado entrar.</translation>
    </message>
    <message>
        <source>What is said here isn&apos;t encrypted. Everybody can read it, also without an account.</source>
        <translation>Lo que se dice aquí no está cifrado. Todos pueden leerlo, también sin cuenta.</translation>
    </message>
</context>
<context>
    <name>TimelineEntry</name>
    <message>
        <source>What to do with this message</source>
        <translation>Qué hacer con este mensaje</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Main menu</source>
        <translation>Menú principal</translation>
    </message>
    <message>
        <source>Sotto, start page</source>
        <translation>Sotto, página de inicio</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menú</translation>
    </message>
</context>
<context>
    <name>UnlockScreen</name>
    <message>
        <source>Please enter a passphrase.</source>
        <translation>Escribe una frase de contraseña.</translation>
    </message>
    <message>
        <source>The two aren&apos;t the same.</source>
        <translation>Las dos no son iguales.</translation>
    </message>
    <message>
        <source>Choose a passphrase</source>
        <translation>Elige una frase de contraseña</translation>
    </message>
    <message>
        <source>Unlock Sotto</source>
        <translation>Abrir Sotto</translation>
    </message>
    <message>
        <source>This system has no keychain, so a passphrase of yours locks the messages kept on this computer.</source>
        <translation>Este sistema no tiene llavero, así que una frase tuya cierra los mensajes guardados en este ordenador.</translation>
    </message>
    <message>
        <source>Your passphrase opens the messages kept on this computer.</source>
        <translation>Tu frase de contraseña abre los mensajes guardados en este ordenador.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Frase de contraseña</translation>
    </message>
    <message>
        <source>It never leaves this computer, and nobody can reset it for you.</source>
        <translation>Nunca sale de este ordenador, y nadie puede restablecerla por ti.</translation>
    </message>
    <message>
        <source>That wasn&apos;t the passphrase.</source>
        <translation>Esa no era la frase.</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>La misma otra vez</translation>
    </message>
    <message>
        <source>Use this passphrase</source>
        <translation>Usar esta frase</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>UnreadLine</name>
    <message>
        <source>New</source>
        <translation>Nuevo</translation>
    </message>
</context>
<context>
    <name>WaitingGroups</name>
    <message>
        <source>Waiting to be let in</source>
        <translation>Esperando entrar</translation>
    </message>
    <message>
        <source>A group without a name yet</source>
        <translation>Un grupo aún sin nombre</translation>
    </message>
    <message>
        <source>Your request waits for its members.</source>
        <translation>Tu petición espera a sus miembros.</translation>
    </message>
</context>
<context>
    <name>Whisper</name>
    <message>
        <source>Off the record</source>
        <translation>Sin registro</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
</context>
<context>
    <name>WritingBar</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>sotto::desktop::Notifications</name>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>Mensaje nuevo</translation>
    </message>
</context>
<context>
    <name>sotto::desktop::Tray</name>
    <message>
        <source>Open Sotto</source>
        <translation>Abrir Sotto</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message numerus="yes">
        <source>Sotto: %n unread</source>
        <translation>
            <numerusform>Sotto: %n sin leer</numerusform>
            <numerusform>Sotto: %n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
</context>
</TS>
