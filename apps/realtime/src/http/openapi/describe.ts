/** The description of the HTTP interface (OpenAPI 3.1): every route that there is, with what the table says of it. */
import { z } from 'zod';
import { type Description, descriptions } from './table.ts';

export type Route = { method: string; path: string };

const schemaOf = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
};

const queryParameters = (query: z.ZodType | undefined): Record<string, unknown>[] => {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
};

const pathParameters = (path: string): Record<string, unknown>[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', pattern: '^[0-9a-f]{24}$' },
  }));

const problem = { $ref: '#/components/responses/Problem' };

const answersOf = ({ status = 200, gives = 'application/json' }: Partial<Description>): Record<string, unknown> => ({
  [status]: { description: status === 204 ? 'Done' : 'OK', ...(status !== 204 && { content: { [gives]: {} } }) },
  default: problem,
});

const operationOf = ({ path }: Route, said: Description | undefined): Record<string, unknown> => ({
  summary: said?.summary ?? path,
  parameters: [...pathParameters(path), ...queryParameters(said?.query)],
  ...((said?.body || said?.takes) && {
    requestBody: {
      required: true,
      content: { [said.takes ?? 'application/json']: said.body ? { schema: schemaOf(said.body) } : {} },
    },
  }),
  ...(said?.open && { security: [] }),
  responses: answersOf(said ?? {}),
});

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    missing: { type: 'array', items: { type: 'object' } },
    errors: { type: 'array', items: { type: 'object' } },
  },
};

/** @returns the description as JSON. @param cookie the name of the session cookie */
export const describe = (routes: readonly Route[], cookie: string): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const operations = (paths[route.path] ??= {});
    operations[route.method] = operationOf(route, descriptions[`${route.method.toUpperCase()} ${route.path}`]);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Samsyn', version: '1' },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookie } },
      responses: {
        Problem: { description: 'Not done', content: { 'application/problem+json': { schema: problemSchema } } },
      },
    },
  };
};
