/*
 * instrument facts  IN.bc                      what the library gate needs, as JSON on stdout
 * instrument count  IN.bc INLINE.bc OUT.bc     the counted program
 * instrument grow   IN.bc INLINE.bc OUT.bc     … with its fixed arrays grown
 */
#include "instrument.h"
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/IRReader/IRReader.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/SourceMgr.h>

using namespace llvm;

static constexpr uint64_t GROWN_ELEMENTS = 1 << 18;

static std::unique_ptr<Module> read(const char *path, LLVMContext &context) {
  SMDiagnostic error;
  auto module = parseIRFile(path, error, context);
  if (!module) {
    error.print("instrument", errs());
    exit(2);
  }
  return module;
}

int main(int argc, char **argv) {
  LLVMContext context;
  StringRef command = argc > 1 ? argv[1] : "";
  if (command == "facts" && argc == 3) {
    writeFacts(*read(argv[2], context), outs());
    return 0;
  }
  if ((command != "count" && command != "grow") || argc != 5) {
    errs() << "usage: instrument facts IN | (count|grow) IN INLINE OUT\n";
    return 2;
  }
  auto module = read(argv[2], context);
  if (!module->getFunction("main") || module->getFunction("main")->isDeclaration()) {
    errs() << "no main\n";
    return 1;
  }
  if (command == "grow" && growArrays(*module, GROWN_ELEMENTS) == 0) {
    errs() << "no array to grow\n";
    return 1;
  }
  instrument(*module);
  if (Linker::linkModules(*module, read(argv[3], context)) || verifyModule(*module, &errs()))
    return 1;
  std::error_code error;
  raw_fd_ostream out(argv[4], error, sys::fs::OF_None);
  if (error)
    return 2;
  WriteBitcodeToFile(*module, out);
  return 0;
}
