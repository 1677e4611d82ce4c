import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Binary, Int32 } from 'bson';
import { CommandError } from '../errors.ts';
import type { Doc } from '../values/bson.ts';

/** SCRAM-SHA-256 (RFC 7677), the server's side, for the one account of a store that listens on a port. */

const ITERATIONS = 15_000;
export const USER = 'samsyn';
export const MECHANISM = 'SCRAM-SHA-256';

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function failed(): CommandError {
  return new CommandError('AuthenticationFailed', 'Authentication failed.');
}

function attributes(message: string): Map<string, string> {
  return new Map(message.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
}

function payloadOf(command: Doc): string {
  const { payload } = command;
  if (!(payload instanceof Binary)) throw failed();
  return Buffer.from(payload.buffer.subarray(0, payload.position)).toString('utf8');
}

/** A conversation that has begun: what both said first, and the nonce that both must use. */
type Conversation = { nonce: string; firstMessages: string };

/** What the server keeps instead of the secret, made once. */
export class Credentials {
  private readonly salt = randomBytes(28);
  private readonly storedKey: Buffer;
  private readonly serverKey: Buffer;

  constructor(secret: string) {
    const salted = pbkdf2Sync(secret, this.salt, ITERATIONS, 32, 'sha256');
    this.storedKey = sha256(hmac(salted, 'Client Key'));
    this.serverKey = hmac(salted, 'Server Key');
  }

  /** The server's first message. Throws AuthenticationFailed. */
  begin(command: Doc): { conversation: Conversation; reply: Doc } {
    const message = payloadOf(command);
    const bare = message.replace(/^[ny],[^,]*,/, '');
    const given = attributes(bare);
    const clientNonce = given.get('r');
    if (command['mechanism'] !== MECHANISM || given.get('n') !== USER || !clientNonce) throw failed();
    const nonce = clientNonce + randomBytes(24).toString('base64');
    const answer = `r=${nonce},s=${this.salt.toString('base64')},i=${ITERATIONS}`;
    return { conversation: { nonce, firstMessages: `${bare},${answer}` }, reply: said(answer, false) };
  }

  /** Checks the client's proof. Throws AuthenticationFailed. */
  finish({ nonce, firstMessages }: Conversation, command: Doc): Doc {
    const message = payloadOf(command);
    const given = attributes(message);
    const proof = Buffer.from(given.get('p') ?? '', 'base64');
    if (given.get('r') !== nonce || proof.length !== 32) throw failed();
    const all = `${firstMessages},${message.slice(0, message.lastIndexOf(',p='))}`;
    const signature = hmac(this.storedKey, all);
    const clientKey = Buffer.from(proof.map((byte, at) => byte ^ (signature[at] ?? 0)));
    if (!timingSafeEqual(sha256(clientKey), this.storedKey)) throw failed();
    return said(`v=${hmac(this.serverKey, all).toString('base64')}`, true);
  }
}

function said(message: string, done: boolean): Doc {
  return { conversationId: new Int32(1), done, payload: new Binary(Buffer.from(message)), ok: 1 };
}

/** Whether one connection may give commands. */
export class Gate {
  private readonly credentials: Credentials | undefined;
  private conversation: Conversation | undefined;
  private isOpen: boolean;

  /** Without credentials the gate is open: the socket's folder is the lock. */
  constructor(credentials: Credentials | undefined) {
    this.credentials = credentials;
    this.isOpen = credentials === undefined;
  }

  /** Throws Unauthorized for a command before its connection has signed in. */
  check(name: string): void {
    if (!this.isOpen && !OPEN_TO_ALL.has(name)) {
      throw new CommandError('Unauthorized', `Command ${name} requires authentication`);
    }
  }

  start(command: Doc): Doc {
    this.isOpen = this.credentials === undefined;
    if (!this.credentials) throw failed();
    const { conversation, reply } = this.credentials.begin(command);
    this.conversation = conversation;
    return reply;
  }

  continue(command: Doc): Doc {
    const { conversation } = this;
    if (this.isOpen && !conversation) return said('', true);
    this.conversation = undefined;
    if (!this.credentials || !conversation) throw failed();
    const reply = this.credentials.finish(conversation, command);
    this.isOpen = true;
    return reply;
  }
}

const OPEN_TO_ALL = new Set([
  'hello',
  'ismaster',
  'isMaster',
  'saslStart',
  'saslContinue',
  'ping',
  'buildInfo',
  'buildinfo',
  'endSessions',
]);
