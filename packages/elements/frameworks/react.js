// Written by tools/generate.js from custom-elements.json: do not edit.
export {}
