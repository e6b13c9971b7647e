/** The version that define() names when a tag is already taken. Checked against package.json by a test. */
export const VERSION = '0.1.0'
