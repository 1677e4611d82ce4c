/** Whose X-Forwarded headers are believed, and what a request's own address is. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';

export type Trust = (address: string) => boolean;

const plain = (address: string): string => (address.startsWith('::ffff:') ? address.slice(7) : address);
const family = (address: string): 'ipv4' | 'ipv6' => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** @param proxies addresses or networks ("10.0.0.0/8") */
export const trustOf = (proxies: readonly string[]): Trust => {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [address = '', bits] = proxy.split('/');
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  return (address) => list.check(plain(address), family(plain(address)));
};

/** @returns the nearest address that is not a trusted proxy's. */
export const addressOf = (request: IncomingMessage, trust: Trust): string => {
  const forwarded = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').map((hop) => hop.trim());
  const chain = [request.socket.remoteAddress ?? '', ...hops.filter(Boolean).toReversed()].map(plain);
  return chain.find((address) => !trust(address)) ?? chain.at(-1) ?? '';
};

/**
 * @returns whether a request came in plain text though the product's address is https: a trusted proxy says so, the
 * outermost first (RFC 7239 and what Express does). Who comes without a proxy is the operator's own program or check.
 */
export const plainTextOf = (publicUrl: string, trust: Trust) => {
  const isHttps = publicUrl.startsWith('https:');
  return (request: IncomingMessage): boolean => {
    if (!isHttps || !trust(request.socket.remoteAddress ?? '')) return false;
    const said = String(request.headers['x-forwarded-proto'] ?? '').split(',')[0];
    return ['http', 'ws'].includes(said?.trim().toLowerCase() ?? '');
  };
};

const loopback = trustOf(['127.0.0.0/8', '::1']);
const proxyHeaders = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'];

/** Whether a program on this machine asked by itself, no proxy in between. */
export const isDirectLoopback = (request: IncomingMessage): boolean =>
  loopback(request.socket.remoteAddress ?? '') && proxyHeaders.every((name) => request.headers[name] === undefined);
