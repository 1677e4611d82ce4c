/** Headers that every answer carries, and the way from plain text to https. */
import type { IncomingMessage } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { httpsOnly } from './problems.ts';

// A policy cannot name an IPv6 address; 'self' covers those who come by one.
const socketOrigins = (origins: ReadonlySet<string>): string[] =>
  [...origins].filter((origin) => !origin.includes('[')).map((origin) => origin.replace(/^http/, 'ws'));

/**
 * Scripts come from our own files only; nothing comes from another origin. Inline styles are allowed: the editor sets
 * widths and colours of carets on elements.
 */
export const securityHeaders = (origins: ReadonlySet<string>, isHttps: boolean) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...socketOrigins(origins)],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isHttps && { upgradeInsecureRequests: [] }),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });

/** Middleware: who asks for something in plain text is sent on to https, who brings something is refused. */
export const requireHttps =
  (publicUrl: string, isPlainText: (request: IncomingMessage) => boolean) =>
  (request: Request, response: Response, next: NextFunction): void => {
    if (!isPlainText(request)) return next();
    if (request.method !== 'GET' && request.method !== 'HEAD') throw httpsOnly();
    // An address may name another host: only what stands after it is taken.
    const { pathname, search } = new URL(request.originalUrl, publicUrl);
    response.set('Cache-Control', 'no-store').redirect(308, `${publicUrl}${pathname}${search}`);
  };
