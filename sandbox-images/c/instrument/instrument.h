#pragma once
#include <llvm/IR/Module.h>
#include <llvm/Support/raw_ostream.h>

/** Writes what the library gate needs to know about the linked program, as one JSON object. */
void writeFacts(llvm::Module &module, llvm::raw_ostream &out);

/** Makes arrays of fixed length in which keys may lie `elements` long. Returns how many were grown. */
unsigned growArrays(llvm::Module &module, uint64_t elements);

/** Inserts the counter, the adversary's hooks and the checks; leaves the program's entry as __g_main. */
void instrument(llvm::Module &module);

/** The runtime's name for a library function whose work must be counted or made repeatable, or empty. */
llvm::StringRef runtimeTwin(llvm::StringRef name);
