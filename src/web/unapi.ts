/** The lists of formats that unAPI asks for (http://unapi.info/specs/, version 1). */
import type { Codec } from '../formats/codec.ts'
import { each, element, markup, none } from '../text/markup.ts'

/** The names of formats are those that unAPI clients look for: `bibtex`, `mods`, `ris`. */
export const formatList = (formats: readonly Pick<Codec, 'name' | 'mediaType' | 'oai'>[], id?: string): string =>
  markup`<?xml version="1.0" encoding="UTF-8"?>
${element('formats', markup`\n${each(formats, row)}`, { id })}\n`

const row = ({ name, mediaType, oai }: Pick<Codec, 'name' | 'mediaType' | 'oai'>) =>
  markup`${element('format', none, { name, type: mediaType, docs: oai?.schema })}\n`
