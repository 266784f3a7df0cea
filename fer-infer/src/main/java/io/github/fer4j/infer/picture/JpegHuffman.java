package io.github.fer4j.infer.picture;

import java.util.Arrays;

/**
 * Huffman tables of JPEG (ITU-T T.81, annex C), by the next 16 bits: length of the code, symbol.
 */
final class JpegHuffman {
  private static final int LONGEST = 16;
  private static final int TABLES = 4;

  private final short[][] dc = new short[TABLES][];
  private final short[][] ac = new short[TABLES][];

  /** Takes the tables of a segment. */
  void define(Content file, long from, long end) {
    for (long at = from; at < end; ) {
      int id = file.u8(at);
      long symbols = at + 1 + LONGEST;
      short[] table = new short[1 << LONGEST];
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

  private static int put(Content file, short[] table, int code, int length, int symbol) {
    int end = code + (1 << LONGEST - length);
    if (end > table.length) {
      throw file.damaged(0, "a Huffman table", "more codes than there can be");
    }
    Arrays.fill(table, code, end, (short) (length << Byte.SIZE | symbol));
    return end;
  }

  short[] dc(Content file, long at, int id) {
    return present(file, at, dc, id);
  }

  short[] ac(Content file, long at, int id) {
    return present(file, at, ac, id);
  }

  private static short[] present(Content file, long at, short[][] tables, int id) {
    if (id >= TABLES || tables[id] == null) {
      throw file.damaged(at, "a Huffman table " + id, "none");
    }
    return tables[id];
  }
}
