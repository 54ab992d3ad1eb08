import type { State } from '../pages.ts'
import type { TemplateKey } from '../templates.ts'

/** Something that was not taken as it was, with what it is about. */
export interface Note {
  why: string
  about?: string
}

/** One page that an import brings, whatever it is made of. */
export interface Brought {
  /** By what a later run finds it. */
  key: string
  /** As the report names it. */
  path: string
  title: string
  lang?: string | undefined
  tags: string[]
  /** Other titles by which it is found. */
  aliases: string[]
  /** The key of the page that it lies under. */
  under: string | null
  template?: TemplateKey | undefined
  state?: State | undefined
  reviewOn?: string | undefined
  /** Handle of whose own it is. */
  ownOf?: string | undefined
  /** The key of the page that it says in another language. */
  original?: string | undefined
  /** Its id, where it was taken from this very space. */
  own?: number | undefined
  /** Files that it has there, by their paths. */
  files?: Map<string, number> | undefined
  /** Of all that it is made of. */
  hash: Buffer
  /** Its text, with the addresses of files that are taken in by then; tells what it could not do. */
  text(files: TakeIn): Promise<{ text: string; notes: Note[] }>
}

/** Takes a file in for the page at hand. @returns its address; undefined where it cannot be taken, which is told */
export type TakeIn = (path: string, alt: string) => Promise<string | undefined>

/** All that an import brings. */
export interface Bringing {
  total: number
  /** Pages, those above first. */
  pages: AsyncIterable<Brought> | Iterable<Brought>
  /** What was found besides pages: told at the end. */
  rest(): { what: 'left' | 'note'; path: string; why: string; about?: string }[]
  /** Opens a file that a page shows. */
  file(path: string): Promise<{ stream: NodeJS.ReadableStream; name: string } | undefined>
  close(): void
}

/** An import that cannot be done at all. @param why a word that the texts know */
export class NotBrought extends Error {
  constructor(readonly why: string) {
    super(why)
  }
}
