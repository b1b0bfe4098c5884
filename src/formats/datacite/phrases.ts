/** Words of our own in a DataCite record, by which a reader knows what the schema has no element for. */

/** Scheme of the subject under which the journal files the article. */
export const sectionScheme = 'journal section'
/** Scheme of the subject that is the printed kind of article. */
export const headingScheme = 'heading'

/** Words that say whose a work is, not what may be done with it. */
const copyrightWords = /©|\(c\)\s|\bcopyright\b|\ball rights reserved\b/i
export const isCopyright = (text: string): boolean => copyrightWords.test(text)
/** Before a statement that does not say of itself that it is one. */
export const copyrightLabel = 'Copyright: '
