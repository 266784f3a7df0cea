package io.github.fer4j.infer.picture;

import java.util.Arrays;

/** Huffman tables of JPEG (ITU-T T.81, annex C). */
final class JpegHuffman {
  private static final int LONGEST = 16;
  private static final int TABLES = 4;

  private final Table[] dc = new Table[TABLES];
  private final Table[] ac = new Table[TABLES];

  /** Takes the tables of a segment. */
  void define(Content file, long from, long end) {
    for (long at = from; at < end; ) {
      int id = file.u8(at);
      long symbols = at + 1 + LONGEST;
      Table table = new Table();
      int code = 0;
      for (int length = 1; length <= LONGEST; length++) {
        for (int i = file.u8(at + length); i > 0; i--, symbols++) {
          code = put(file, table, code, length, file.u8(symbols));
        }
      }
      if ((id & 0xF) >= TABLES) {
        throw file.damaged(at, "a table of 0 to 3", "" + (id & 0xF));
      }
      ((id >> 4) == 0 ? dc : ac)[id & 0xF] = table;
      at = symbols;
    }
  }

  private static int put(Content file, Table table, int code, int length, int symbol) {
    int end = code + (1 << LONGEST - length);
    if (end > 1 << LONGEST) {
      throw file.damaged(0, "a Huffman table", "more codes than there can be");
    }
    table.put(code, end, (short) (length << Byte.SIZE | symbol));
    return end;
  }

  Table dc(Content file, long at, int id) {
    return present(file, at, dc, id);
  }

  Table ac(Content file, long at, int id) {
    return present(file, at, ac, id);
  }

  private static Table present(Content file, long at, Table[] tables, int id) {
    if (id >= TABLES || tables[id] == null) {
      throw file.damaged(at, "a Huffman table " + id, "none");
    }
    return tables[id];
  }

  /**
   * Codes by the next 16 bits. Those of up to ten bits, which are nearly all of a picture's, have a
   * small table, which stays in the processor's cache; longer ones share its entries and are looked
   * for among the others.
   */
  static final class Table {
    private static final int SHORT = 10;
    private static final int REST = LONGEST - SHORT;

    private final short[] shortCodes = new short[1 << SHORT];
    private short[] longCodes = new short[0];
    private int[] ends = new int[0];

    private void put(int from, int to, short entry) {
      if (entry >> Byte.SIZE <= SHORT) {
        Arrays.fill(shortCodes, from >> REST, to >> REST, entry);
      } else {
        longCodes = Arrays.copyOf(longCodes, longCodes.length + 1);
        ends = Arrays.copyOf(ends, ends.length + 1);
        longCodes[longCodes.length - 1] = entry;
        ends[ends.length - 1] = to;
      }
    }

    /** The length of the code that begins these 16 bits, times 256, and its symbol; 0 if none. */
    int entry(int bits) {
      int entry = shortCodes[bits >> REST];
      return entry != 0 ? entry : longEntry(bits);
    }

    // Codes grow, and so do their ends; long ones begin where the short ones end.
    private int longEntry(int bits) {
      int place = Arrays.binarySearch(ends, bits);
      int next = place < 0 ? -place - 1 : place + 1;
      return next < longCodes.length ? longCodes[next] : 0;
    }
  }
}
