/** GET /api/openapi.json: made from the routes that the app really has, so that none is ever forgotten. */
import { type Express, Router } from 'express';
import { noQuery, validQuery } from '../validate.ts';
import { describe, type Route } from './describe.ts';

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';
const member = (value: unknown, name: string): unknown => (isObject(value) ? Reflect.get(value, name) : undefined);
const listIn = (value: unknown, name: string): unknown[] => {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
};

const toTemplate = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

const methodsOf = (route: unknown): string[] => {
  const methods = member(route, 'methods');
  return isObject(methods) ? Object.keys(methods).filter((method) => method !== '_all') : [];
};

/** Walks the layers of a router and of the routers in it. */
const routesIn = (router: unknown): Route[] =>
  listIn(router, 'stack').flatMap((layer): Route[] => {
    const route = member(layer, 'route');
    if (route === undefined) return routesIn(member(layer, 'handle'));
    const path = member(route, 'path');
    const paths = (Array.isArray(path) ? path : [path]).filter((one) => typeof one === 'string');
    return paths
      .filter((one) => one.startsWith('/api/'))
      .flatMap((one) => methodsOf(route).map((method) => ({ method, path: toTemplate(one) })));
  });

export const openApiRoutes = (app: Express, cookie: string): Router => {
  const router = Router();
  let description: string | null = null;
  router.get('/api/openapi.json', (request, response) => {
    validQuery(noQuery, request);
    description ??= JSON.stringify(describe(routesIn(app.router), cookie));
    response.set('Cache-Control', 'no-cache').type('application/json').send(description);
  });
  return router;
};
