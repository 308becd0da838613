import { add, language } from './text.js';

/** The texts of the pages that only admins have: whoever opens one of those gets them, nobody else. */
add((await import(`./lang/${language}-admin.js`)).default);
