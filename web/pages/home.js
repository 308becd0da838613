const homes = { form_master: './formMaster.js', teacher: './teacher.js', admin: './school.js' };

/** What the reader's role sees first. */
export default async (page) => (await import(homes[page.user.role])).default(page);
