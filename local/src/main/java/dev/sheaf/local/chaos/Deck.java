package dev.sheaf.local.chaos;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Deals what becomes of messages, in decks of ten that the seed shuffles: so a run of twenty messages
 * already has its share of every fault.
 */
final class Deck {
  private static final int CARDS = 10;

  private final Random random;
  private final Deque<Optional<Fault>> cards = new ArrayDeque<>();

  Deck(long seed) {
    this.random = new Random(seed);
  }

  /** The fault of the next message; empty: it arrives. */
  synchronized Optional<Fault> deal() {
    if (cards.isEmpty()) {
      List<Optional<Fault>> deck = new ArrayList<>();
      for (Fault fault : Fault.values()) {
        if (fault.occasion() == Fault.Occasion.MESSAGE) {
          deck.addAll(Collections.nCopies((int) (fault.rate() * CARDS), Optional.of(fault)));
        }
      }
      deck.addAll(Collections.nCopies(CARDS - deck.size(), Optional.empty()));
      Collections.shuffle(deck, random);
      cards.addAll(deck);
    }
    return cards.pop();
  }
}
