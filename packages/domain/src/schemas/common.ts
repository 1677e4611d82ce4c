/** Building blocks of validation: every boundary parses with these, nothing else gets in. */
import { z } from 'zod';

/** A database id: 24 hexadecimal digits. */
export const id = z.string().regex(/^[0-9a-f]{24}$/);
/** "2018-2019": two years that follow each other. */
export const schoolYearLabel = z
  .string()
  .regex(/^\d{4}-\d{4}$/)
  .refine((label) => Number(label.slice(5)) === Number(label.slice(0, 4)) + 1);
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
/** YYYY-MM-DD that exists in the calendar. */
export const day = z.iso.date();
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((words) => !/\p{Cc}/u.test(words));
export const text = (max: number) => z.string().max(max);
/** A web address that is safe to follow. */
export const webUrl = z.url({ protocol: /^https?$/ }).max(2000);
export const area = z.strictObject({ slug, name: line(120) });
export const pageSize = z.coerce.number().int().min(1).max(200);
export const limit = pageSize.default(100);
export const cursor = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/);
