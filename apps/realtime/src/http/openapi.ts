import { Router } from 'express'; export const openApiRoutes = (): Router => Router();
