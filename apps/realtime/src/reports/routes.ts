import { Router } from 'express';
import type { Context } from '../context.ts';
export const reportRoutes = (_context: Context): Router => Router();
