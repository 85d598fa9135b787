/** What Lambda's event sources do, on one machine: watch, poll, invoke, retry, give up. */
@NullMarked
package dev.sheaf.local.dispatch;

import org.jspecify.annotations.NullMarked;
