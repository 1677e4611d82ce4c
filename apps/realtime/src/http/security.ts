/** Headers that every answer carries. */
import helmet from 'helmet';

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
