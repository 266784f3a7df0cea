package io.github.fer4j.infer.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the codes of a JPEG's pixels without working them out (ITU-T T.81, annexes F and G), so
 * that a file which is damaged inside is told from a whole one: decoders paint what is missing and
 * say so on the standard error alone. Scans that refine coefficients, and pictures that are not
 * coded by Huffman, are not read.
 */
final class JpegScans {
  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int PROGRESSIVE = 0xC2;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int END = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final int BLOCK = 8;
  private static final int COEFFICIENTS = 64;
  private static final long ALL_SEEN = -1;

  /** Usual encoders write ten; each costs time for the whole picture. */
  private static final int MOST_SCANS = 100;

  private record Component(int id, int across, int down) {}

  private record Part(Component component, JpegHuffman.Table dc, JpegHuffman.Table ac) {}

  private final Content file;
  private final JpegHuffman tables = new JpegHuffman();
  private final List<Component> components = new ArrayList<>();
  private final Map<Integer, Long> coefficients = new HashMap<>();
  private int width;
  private int height;
  private int frame;
  private int restartInterval;
  private int scans;

  private JpegScans(Content file) {
    this.file = file;
  }

  /**
   * @param file whose segments {@link JpegStructure} has walked
   * @throws MalformedPictureException if a scan ends too early or has codes that are none
   */
  static void require(Content file) {
    new JpegScans(file).walk();
  }

  private void walk() {
    long at = 0;
    while (true) {
      at = JpegStructure.nextMarker(file, at);
      int marker = file.u8(at + 1);
      if (marker == END) {
        requireAllCoefficients(at);
        return;
      }
      at += 2;
      if (!JpegStructure.standsAlone(marker)) {
        long end = at + file.u16(at);
        segment(marker, at + 2, end);
        at = end;
      }
    }
  }

  // A progressive picture that was cut off between two scans lacks the later ones.
  private void requireAllCoefficients(long at) {
    long seen = coefficients.values().stream().reduce(ALL_SEEN, (a, b) -> a & b);
    if (frame == PROGRESSIVE && (coefficients.size() < components.size() || seen != ALL_SEEN)) {
      throw file.damaged(at, "scans for all coefficients", "the end of the picture");
    }
  }

  private void segment(int marker, long at, long end) {
    switch (marker) {
      case BASELINE, EXTENDED, PROGRESSIVE -> frame(marker, at);
      case HUFFMAN_TABLES -> tables.define(file, at, end);
      case RESTART_INTERVAL -> restartInterval = file.u16(at);
      case START_OF_SCAN -> {
        if (++scans > MOST_SCANS) {
          throw file.damaged(at, "at most " + MOST_SCANS + " scans", "more");
        }
        if (frame != 0) {
          scan(at, end);
        }
      }
      default -> {}
    }
  }

  private void frame(int marker, long at) {
    frame = marker;
    height = file.u16(at + 1);
    width = file.u16(at + 3);
    for (int i = 0; i < file.u8(at + 5); i++) {
      long component = at + 6 + 3L * i;
      int factors = file.u8(component + 1);
      if (factors >> 4 == 0 || (factors & 0xF) == 0) {
        throw file.damaged(component, "sampling factors of 1 to 4", "0");
      }
      components.add(new Component(file.u8(component), factors >> 4, factors & 0xF));
    }
  }

  private void scan(long at, long end) {
    int count = file.u8(at);
    long selection = at + 1 + 2L * count;
    int first = file.u8(selection);
    boolean refining = file.u8(selection + 2) >> 4 != 0;
    if (frame == PROGRESSIVE && refining) {
      return;
    }
    boolean hasDc = first == 0;
    boolean hasAc = frame != PROGRESSIVE || !hasDc;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int ids = file.u8(at + 2 + 2L * i);
      parts.add(
          new Part(
              component(at, file.u8(at + 1 + 2L * i)),
              hasDc ? tables.dc(file, at, ids >> 4) : null,
              hasAc ? tables.ac(file, at, ids & 0xF) : null));
    }
    int last = frame == PROGRESSIVE ? file.u8(selection + 1) : COEFFICIENTS - 1;
    if (last >= COEFFICIENTS || first > last) {
      throw file.damaged(selection, "a range of coefficients in 0 to 63", first + " to " + last);
    }
    long band = ALL_SEEN >>> COEFFICIENTS - 1 - last & ALL_SEEN << first;
    parts.forEach(part -> coefficients.merge(part.component.id, band, (a, b) -> a | b));
    new ScanWalk(new JpegBits(file.bytes(), (int) end), first, last).over(parts);
  }

  private Component component(long at, int id) {
    return components.stream()
        .filter(component -> component.id == id)
        .findFirst()
        .orElseThrow(() -> file.damaged(at, "a component of the picture", "" + id));
  }

  /** The way through the codes of one scan. */
  private final class ScanWalk {
    private final JpegBits bits;
    private final int first;
    private final int last;
    private int emptyBlocks;

    ScanWalk(JpegBits bits, int first, int last) {
      this.bits = bits;
      this.first = first;
      this.last = last;
    }

    void over(List<Part> parts) {
      int across = components.stream().mapToInt(Component::across).max().orElse(1);
      int down = components.stream().mapToInt(Component::down).max().orElse(1);
      boolean single = parts.size() == 1;
      if (single) {
        // Blocks of one component alone are not grouped.
        Component own = parts.get(0).component;
        over(parts, units(width, own.across, across), units(height, own.down, down), true);
      } else {
        over(parts, units(width, 1, across), units(height, 1, down), false);
      }
    }

    private static long units(int pixels, int own, int most) {
      long samples = ((long) pixels * own + most - 1) / most;
      return (samples + BLOCK - 1) / BLOCK;
    }

    private void over(List<Part> parts, long across, long down, boolean single) {
      long units = across * down;
      for (long unit = 0; unit < units; unit++) {
        if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
          emptyBlocks = 0;
          if (!bits.restart()) {
            throw file.damaged(bits.position(), "a restart marker", "none");
          }
        }
        for (Part part : parts) {
          int blocks = single ? 1 : part.component.across * part.component.down;
          for (int i = 0; i < blocks; i++) {
            block(part);
          }
        }
        if (bits.exhausted()) {
          throw file.damaged(
              bits.position(), "the codes of all pixels", "those of " + 100 * unit / units + " %");
        }
      }
    }

    private void block(Part part) {
      int at = first;
      if (part.dc != null) {
        bits.number(length(bits.symbol(part.dc)));
        at = 1;
      }
      if (part.ac == null) {
        return;
      }
      if (emptyBlocks > 0) {
        emptyBlocks--;
        return;
      }
      while (at <= last) {
        int symbol = known(bits.symbolAndValue(part.ac));
        int zeros = symbol >> 4;
        int size = symbol & 0xF;
        if (size == 0 && zeros < 15) {
          emptyBlocks = frame == PROGRESSIVE ? (1 << zeros) - 1 + bits.number(zeros) : 0;
          return;
        }
        at += zeros + 1;
      }
      if (at > last + 1 && at > COEFFICIENTS) {
        throw file.damaged(bits.position(), "64 coefficients", "more");
      }
    }

    private int length(int symbol) {
      if (known(symbol) > 16) {
        throw file.damaged(bits.position(), "a difference of at most 16 bits", symbol + " bits");
      }
      return symbol;
    }

    private int known(int symbol) {
      if (symbol < 0 && !bits.exhausted()) {
        throw file.damaged(bits.position(), "a code of the Huffman table", "another");
      }
      return Math.max(0, symbol);
    }
  }
}
