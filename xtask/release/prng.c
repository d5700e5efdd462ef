// What a newer Windows has and Wine 8 lacks: the function by which Rust asks for random numbers. The program for Windows is tried
// with it; it is not handed out.
#include <windows.h>
#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return RtlGenRandom(data, length); }
