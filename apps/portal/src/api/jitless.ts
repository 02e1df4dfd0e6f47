/**
 * zod would try to compile its schemas, which the content security policy forbids and the browser reports. Imported before
 * any schema is made: by the entry, and by who brings the contracts in, so that both lie in one chunk in this order.
 */
import { z } from 'zod';

z.config({ jitless: true });
