package dev.sheaf.core.simulation;
final class MutantsTest {}
