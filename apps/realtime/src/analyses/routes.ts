import { Router } from 'express';
import type { Context } from '../context.ts';
export const analysesRoutes = (_context: Context): Router => Router();
