import type { Detail } from '../../spine/furnished.ts'
import { liveComments } from '../../spine/items/live-comments.ts'
import { idSlug } from '../../spine/slug.ts'
import type { Tool } from '../../spine/tool.ts'
import en from './locales/en.json' with { type: 'json' }
import fr from './locales/fr.json' with { type: 'json' }
import { filesOf, givenOutside } from './own.ts'
import { previewTasks } from './previews/making.ts'
import { removeReported, routes } from './routes.ts'
import { uploads } from './uploads/protocol.ts'

const path = (id: number, title: string) => `/files/${idSlug(id, title)}`

/** A card says how large a file is. */
const detail: Detail = {
  column: (sql) => sql`(select e.bytes::text from entry e where e.item_id = i.id and not e.is_folder)`,
  said: (locale, bytes) => locale.size(Number(bytes)),
}

/** Files: the community's shelf. Folders and files, with all that they ever were. */
export const files: Tool = {
  name: 'files',
  place: { name: 'library', icon: 'book-open', path: '/files' },
  tabs: [{ place: 'library', name: 'files', path: '/files', named: ({ t }) => t('files.title'), order: 20 }],
  switch: { begins: [] },
  kinds: {
    file: { path, begin: '/files', live: liveComments, remove: removeReported, detail },
    folder: { path, remove: removeReported },
  },
  texts: { en, fr },
  search: {
    file: { icon: 'file-text', named: ({ t }) => t('files.found'), typed: ['file', 'files', 'fichier', 'fichiers'] },
    folder: {
      icon: 'archive',
      named: ({ t }) => t('files.found.folder'),
      typed: ['folder', 'folders', 'dossier', 'dossiers'],
    },
  },
  tells: { 'file.changed': ['changed'] },
  tellings: { 'file.changed': ({ t }) => t('files.told.changed') },
  mine: { shelf: filesOf, 'given-outside': givenOutside },
  tasks: (site, jobs) => ({
    ...previewTasks(site, jobs),
    trash: async () => {
      // Some at a time, each for good: what is swept is not waited for by what is used.
      for (let left = true; left; ) {
        const [row] = await jobs<[{ gone: number }]>`select sweep_shelf() gone`
        left = row.gone > 0
      }
    },
    uploads: async () => {
      for (const { part } of await jobs<{ part: string }[]>`select sweep_uploads() part`) await site.blobs.drop(part)
    },
  }),
  rhythms: [
    { crontab: '10 3 * * *', task: 'trash' },
    { crontab: '25 * * * *', task: 'late-previews' },
    { crontab: '25 3 * * *', task: 'uploads' },
  ],
  logged: {
    words: ['file.given-outside', 'file.outside-ended'],
    place: ['files.outside-on', 'files.outside-off'],
  },
  routes,
  protocols: [uploads],
}

export {
  type Entry,
  entriesIn,
  entryAt,
  fileById,
  type ShelfEntry,
  urlOf,
} from './entries.ts'
export { describeFile, type Facts } from './facts.ts'
export { makeFolder } from './folders.ts'
export { addVersion, keepFile, roomFor, useOf } from './keeping.ts'
export { keyOf, plainName } from './names.ts'
export { copyEntry, moveEntry } from './placing.ts'
export { keepShelfFiles } from './received.ts'
export { removeEntry } from './trash.ts'
export { entriesOn } from './way.ts'
