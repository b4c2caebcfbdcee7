/**
 * What is answered instead of a length for a source that is not what RFC 8878 allows, or gives more than there is room
 * for. Which of its rules is broken, the plain decoder says: it is asked again.
 */
export const refused: i32 = -1;
