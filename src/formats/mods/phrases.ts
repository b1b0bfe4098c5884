/** Words of our own in a MODS record, by which a reader knows what the schema has no element for. */

/** Before degrees, which would be taken for a note. */
export const degreesLabel = 'Degrees: '
/** Label of an award of which no funder is known. */
export const awardLabel = 'Award'
/** Label of subjects under which the journal files the article. */
export const sectionLabel = 'journal section'
