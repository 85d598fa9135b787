/** Files of a folder, read by Sheaf and held cell by cell against an independent parser. */
package dev.sheaf.bench.corpus;
