/** The read side: what datasets and snapshots there are, and SQL over them. */
package dev.sheaf.query;
