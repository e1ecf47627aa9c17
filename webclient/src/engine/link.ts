// SPDX-License-Identifier: GPL-3.0-or-later

export interface LinkListener {
  linkUp(): void;
  /** Closed, or could not be opened. Not called after close(). */
  linkDown(): void;
  frameReceived(bytes: Uint8Array): void;
}

/** The connection to the relay. */
export interface Link {
  send(bytes: Uint8Array): void;
  close(): void;
}

export type OpenLink = (listener: LinkListener) => Link;

/** One WebSocket with binary frames. The token is in the first frame, never in the address. */
export function openWebSocket(address: string): OpenLink {
  return (listener) => {
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      listener.linkDown();
    };
    socket.onopen = () => {
      if (!over) listener.linkUp();
    };
    socket.onmessage = ({ data }) => {
      // Text frames are not of our protocol.
      if (!over && data instanceof ArrayBuffer) listener.frameReceived(new Uint8Array(data));
    };
    socket.onclose = end;
    socket.onerror = end;
    return {
      send(bytes) {
        if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Uint8Array<ArrayBuffer>);
      },
      close() {
        over = true;
        socket.close();
      },
    };
  };
}
