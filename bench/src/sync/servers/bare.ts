/** The least that a relay can do: each frame goes to the others of the room as it came. Arguments: port. */
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const server = createServer();

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (ws, request) => {
  const name = request.url ?? '';
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room.add(ws));
  ws.on('message', (data, binary) => {
    for (const other of room) if (other !== ws) other.send(data, { binary });
  });
  ws.on('close', () => room.delete(ws));
});

server.listen(Number(process.argv[2]), '127.0.0.1', () => process.stdout.write('listening\n'));
