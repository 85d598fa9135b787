/** Orders made from a seed, and what is true of them. */
package dev.sheaf.bench.orders;
