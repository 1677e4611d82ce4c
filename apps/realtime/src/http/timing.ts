/** How long requests take, by route and status: for /metrics. */
import type { NextFunction, Request, Response } from 'express';
import { Histogram, type Registry } from 'prom-client';

/** The route as it was declared, so that ids do not make a series each. */
const routeOf = (request: Request): string => {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : null;
  return typeof path === 'string' ? path : 'other';
};

export const timeRequests = (metrics: Registry) => {
  const seconds = new Histogram({
    name: 'samsyn_http_request_seconds',
    help: 'Seconds from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics],
  });
  return (request: Request, response: Response, next: NextFunction): void => {
    const stop = seconds.startTimer();
    response.once('finish', () =>
      stop({ method: request.method, route: routeOf(request), status: String(response.statusCode) }),
    );
    next();
  };
};
