// Puts the core together again. Its instructions are packed by kind (xtask/src/split.rs), a tenth smaller on the wire: all
// opcodes, all numbers of locals, all offsets and so on, each kind in one row.

// The rows, in the order of the file.
const [HEAD, FUNCTIONS, OPS, LOCALS, I32, LOADS, STORES, ADDRESSES, BRANCHES, OTHERS, TAIL] = Array(11).keys();

// From which rows the numbers behind an opcode come; none where there are none.
const [firsts, seconds] = [new Uint8Array(256), new Uint8Array(256)];
for (const [from, to, first, second] of [
  [0x02, 0x04, OTHERS],
  [0x0c, 0x0d, BRANCHES],
  [0x10, 0x10, OPS],
  [0x11, 0x11, OTHERS, OTHERS],
  [0x23, 0x26, OPS],
  [0x28, 0x35, OPS, LOADS],
  [0x36, 0x3e, OPS, STORES],
  [0x3f, 0x40, OTHERS],
  [0x41, 0x41, I32],
  [0x42, 0x42, OPS],
  [0xd0, 0xd2, OTHERS],
]) {
  firsts.fill(first, from, to + 1);
  seconds.fill(second, from, to + 1);
}

// From the bytes of the file to those of the module.
export function join(file) {
  const from = new Uint8Array(file);
  const sizes = new DataView(file, 20, 48);
  const ends = [];
  let end = 68;
  const places = [];
  for (let row = 0; row <= TAIL; row++) {
    places.push(end);
    ends.push((end += sizes.getUint32(row * 4, true)));
  }
  const module = new Uint8Array(sizes.getUint32(44, true));
  let to = 0;
  const bytes = (row, count) => {
    while (count--) module[to++] = from[places[row]++];
  };
  const number = (row) => {
    let value = 0;
    for (let shift = 0, byte = 128; byte & 128; shift += 7) {
      byte = module[to++] = from[places[row]++];
      value |= (byte & 127) << shift;
    }
    return value;
  };
  bytes(HEAD, ends[HEAD] - places[HEAD]);
  while (places[FUNCTIONS] < ends[FUNCTIONS]) {
    const size = number(FUNCTIONS);
    const end = to + size;
    // The locals, the last used first: their ranks stand in the file.
    const recent = [];
    for (let count = number(FUNCTIONS); count--; bytes(FUNCTIONS, 1)) number(FUNCTIONS);
    while (to < end) {
      const op = (module[to++] = from[places[OPS]++]);
      if (op === 0x0e) for (let count = number(BRANCHES) + 1; count--; ) number(BRANCHES);
      else if (op === 0x1c) bytes(OTHERS, number(OTHERS));
      else if (op === 0x43 || op === 0x44) bytes(OTHERS, op === 0x43 ? 4 : 8);
      else if (op === 0xfc) {
        const more = number(OPS);
        for (let count = more < 8 ? 0 : more < 16 && more % 2 === 0 ? 2 : 1; count--; ) number(OTHERS);
      } else if (op >= 0x20 && op <= 0x22) {
        const start = to;
        const rank = number(LOCALS);
        to = start;
        while (recent.length <= rank) recent.push(recent.length);
        let local = recent[rank];
        recent.copyWithin(1, 0, rank);
        recent[0] = local;
        for (; local > 127; local >>= 7) module[to++] = local | 128;
        module[to++] = local;
      } else if (op === 0xff) {
        module[to - 1] = 0x41;
        number(ADDRESSES);
      } else {
        if (firsts[op]) number(firsts[op]);
        if (seconds[op]) number(seconds[op]);
      }
    }
  }
  bytes(TAIL, ends[TAIL] - places[TAIL]);
  return module;
}
