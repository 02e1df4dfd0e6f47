/*
 * Rewrites a program so that its work can be counted and its comparisons can be answered from outside.
 *
 * Counting is done on unoptimised IR and optimised afterwards, so that the count does not depend on what the optimiser
 * makes of the code: each basic block adds the number of its instructions, without those that cost nothing. Library calls
 * that move bytes are charged by the byte; otherwise an insertion sort that shifts with memmove would look cheap.
 */
#include "instrument.h"
#include <llvm/Analysis/CFG.h>
#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/IntrinsicInst.h>
#include <llvm/Transforms/Utils/ModuleUtils.h>

using namespace llvm;

namespace {

/** Library calls that touch bytes: which argument holds their number. */
const StringMap<unsigned> BYTES_IN_ARGUMENT = {
    {"memcpy", 2}, {"memmove", 2}, {"memset", 2},  {"memcmp", 2}, {"mempcpy", 2}, {"bcopy", 2},
    {"bzero", 1},  {"strncpy", 2}, {"strncat", 2}, {"fwrite", 1}, {"fread", 1},
};

/** … or as many as the string in an argument has. Those that may stop early (strchr, atoi) cost one instruction. */
const StringMap<unsigned> STRING_IN_ARGUMENT = {
    {"strlen", 0}, {"strcpy", 1}, {"strcat", 0}, {"strrchr", 0}, {"strdup", 0},
};

class Instrumenter {
public:
  explicit Instrumenter(Module &module)
      : module(module), context(module.getContext()), i32(Type::getInt32Ty(context)), i64(Type::getInt64Ty(context)),
        byte(Type::getInt8PtrTy(context)), real(Type::getDoubleTy(context)), nothing(Type::getVoidTy(context)) {}

  void run() {
    std::vector<Function *> functions;
    for (Function &function : module)
      if (!function.isDeclaration())
        functions.push_back(&function);
    for (Function *function : functions)
      rewrite(*function);
    replaceLibraryFunctions();
    writeFunctionTable(functions);
    makeEntry();
    for (Function *function : functions)
      hide(*function);
    for (GlobalVariable &variable : module.globals())
      if (!variable.isDeclaration() && !variable.getName().startswith("llvm.") &&
          !variable.getName().startswith("__g_"))
        hide(variable);
  }

private:
  Module &module;
  LLVMContext &context;
  Type *i32, *i64, *byte, *real, *nothing;

  FunctionCallee hook(StringRef name, Type *result, ArrayRef<Type *> parameters) {
    return module.getOrInsertFunction(name, FunctionType::get(result, parameters, false));
  }

  static bool isFree(const Instruction &instruction) {
    return isa<AllocaInst, PHINode, BitCastInst, GetElementPtrInst, SExtInst, ZExtInst, TruncInst, PtrToIntInst,
               IntToPtrInst, DbgInfoIntrinsic>(instruction);
  }

  void rewrite(Function &function) {
    SmallPtrSet<BasicBlock *, 16> checked{&function.getEntryBlock()};
    SmallVector<std::pair<const BasicBlock *, const BasicBlock *>> backEdges;
    FindFunctionBackedges(function, backEdges);
    for (auto &[from, header] : backEdges)
      checked.insert(const_cast<BasicBlock *>(header));

    std::vector<Instruction *> originals;
    for (Instruction &instruction : instructions(function))
      originals.push_back(&instruction);
    std::vector<std::pair<BasicBlock *, uint64_t>> blocks;
    for (BasicBlock &block : function)
      blocks.push_back({&block, count_if(block, [](Instruction &i) { return !isFree(i); })});

    for (Instruction *instruction : originals)
      rewrite(*instruction);
    for (auto &[block, cost] : blocks) {
      IRBuilder<> builder(&*block->getFirstInsertionPt());
      if (cost > 0)
        builder.CreateCall(hook("__g_count", nothing, {i64}), {builder.getInt64(cost)});
      if (checked.count(block))
        builder.CreateCall(hook("__g_check", nothing, {}), {});
    }
  }

  void rewrite(Instruction &instruction) {
    if (auto *compare = dyn_cast<ICmpInst>(&instruction))
      rewriteCompare(*compare);
    else if (auto *compareReals = dyn_cast<FCmpInst>(&instruction))
      rewriteCompare(*compareReals);
    else if (instruction.getOpcode() == Instruction::Sub)
      rewriteSubtraction(instruction);
    else if (auto *load = dyn_cast<LoadInst>(&instruction))
      rewriteLoad(*load);
    else if (auto *call = dyn_cast<CallBase>(&instruction))
      rewriteCall(*call);
  }

  /** Keys lie in int or long; a comparison with a constant never has two of them. */
  static bool mayHoldKeys(const Instruction &instruction) {
    Type *type = instruction.getOperand(0)->getType();
    bool wide = type->isIntegerTy(32) || type->isIntegerTy(64) || type->isFloatTy() || type->isDoubleTy();
    return wide && !isa<Constant>(instruction.getOperand(0)) && !isa<Constant>(instruction.getOperand(1));
  }

  /** Which orders of its operands make a comparison true: 1 equal, 2 greater, 4 less. */
  static unsigned orderBits(CmpInst::Predicate predicate) {
    switch (predicate) {
    case CmpInst::ICMP_EQ:
      return 1;
    case CmpInst::ICMP_NE:
      return 6;
    case CmpInst::ICMP_UGT:
    case CmpInst::ICMP_SGT:
      return 2;
    case CmpInst::ICMP_UGE:
    case CmpInst::ICMP_SGE:
      return 3;
    case CmpInst::ICMP_ULT:
    case CmpInst::ICMP_SLT:
      return 4;
    case CmpInst::ICMP_ULE:
    case CmpInst::ICMP_SLE:
      return 5;
    default: // comparisons of reals have these bits in their number; the fourth is for not-a-number
      return predicate & 7;
    }
  }

  void rewriteCompare(CmpInst &compare) {
    if (!mayHoldKeys(compare))
      return;
    bool reals = isa<FCmpInst>(compare);
    IRBuilder<> builder(compare.getNextNode());
    auto widen = [&](Value *value) {
      return reals ? builder.CreateFPExt(value, real) : builder.CreateSExt(value, i64);
    };
    Type *wide = reals ? real : i64;
    auto native = builder.CreateZExt(&compare, i32);
    auto predicate = builder.getInt32(orderBits(compare.getPredicate()));
    auto callee = hook(reals ? "__g_fcmp" : "__g_icmp", i32, {wide, wide, i32, i32});
    auto answer = builder.CreateCall(callee, {widen(compare.getOperand(0)), widen(compare.getOperand(1)),
                                              predicate, native});
    auto result = builder.CreateICmpNE(answer, builder.getInt32(0));
    compare.replaceUsesWithIf(result, [&](Use &use) { return use.getUser() != native; });
  }

  void rewriteSubtraction(Instruction &subtraction) {
    if (!mayHoldKeys(subtraction) || subtraction.getType()->isVectorTy())
      return;
    IRBuilder<> builder(&subtraction);
    auto difference = builder.CreateCall(hook("__g_sub", i64, {i64, i64}),
                                         {builder.CreateSExt(subtraction.getOperand(0), i64),
                                          builder.CreateSExt(subtraction.getOperand(1), i64)});
    subtraction.replaceAllUsesWith(builder.CreateTrunc(difference, subtraction.getType()));
    subtraction.eraseFromParent();
  }

  /** Loads through computed pointers: elements of arrays and nodes, not plain local variables. */
  void rewriteLoad(LoadInst &load) {
    Type *type = load.getType();
    bool isInteger = type->isIntegerTy(32) || type->isIntegerTy(64);
    if (!(isInteger || type->isFloatTy() || type->isDoubleTy()) || load.isAtomic() ||
        isa<AllocaInst>(load.getPointerOperand()) || isa<GlobalVariable>(load.getPointerOperand()))
      return;
    IRBuilder<> builder(load.getNextNode());
    Value *value = isInteger ? builder.CreateSExt(&load, i64) : builder.CreateFPToSI(&load, i64);
    builder.CreateCall(hook("__g_load", nothing, {i64, byte}),
                       {value, builder.CreateBitCast(load.getPointerOperand(), byte)});
  }

  void rewriteCall(CallBase &call) {
    IRBuilder<> builder(&call);
    auto charge = [&](Value *bytes) {
      builder.CreateCall(hook("__g_bytes", nothing, {i64}), {builder.CreateZExtOrTrunc(bytes, i64)});
    };
    if (auto *move = dyn_cast<MemIntrinsic>(&call))
      return charge(move->getLength());
    if (call.isInlineAsm())
      return;
    Value *target = call.getCalledOperand()->stripPointerCasts();
    auto *function = dyn_cast<Function>(target);
    if (!function) {
      builder.CreateCall(hook("__g_icall", nothing, {byte}), {builder.CreateBitCast(call.getCalledOperand(), byte)});
      return;
    }
    if (!function->isDeclaration())
      return;
    auto bytes = BYTES_IN_ARGUMENT.find(function->getName());
    if (bytes != BYTES_IN_ARGUMENT.end() && bytes->second < call.arg_size() &&
        call.getArgOperand(bytes->second)->getType()->isIntegerTy())
      charge(call.getArgOperand(bytes->second));
    auto text = STRING_IN_ARGUMENT.find(function->getName());
    if (text != STRING_IN_ARGUMENT.end() && text->second < call.arg_size() &&
        call.getArgOperand(text->second)->getType()->isPointerTy())
      builder.CreateCall(hook("__g_string", nothing, {byte}),
                         {builder.CreateBitCast(call.getArgOperand(text->second), byte)});
    if (function->getName() == "system") {
      call.replaceAllUsesWith(Constant::getNullValue(call.getType()));
      call.eraseFromParent();
    }
  }

  /** Memory, clocks and random numbers come from the runtime, which makes them the same in every run. */
  void replaceLibraryFunctions() {
    std::vector<std::pair<Function *, StringRef>> twins;
    for (Function &function : module)
      if (function.isDeclaration())
        if (StringRef twin = runtimeTwin(function.getName()); !twin.empty())
          twins.push_back({&function, twin});
    for (auto &[function, twin] : twins) {
      auto callee = module.getOrInsertFunction(twin, function->getFunctionType());
      function->replaceAllUsesWith(ConstantExpr::getBitCast(cast<Constant>(callee.getCallee()), function->getType()));
    }
  }

  /** Every function that code of this program may rightly call through a pointer. */
  void writeFunctionTable(ArrayRef<Function *> functions) {
    std::vector<Constant *> table;
    for (Function *function : functions)
      table.push_back(ConstantExpr::getBitCast(function, byte));
    for (Function &function : module)
      if (function.isDeclaration() && !function.isIntrinsic() && function.hasAddressTaken())
        table.push_back(ConstantExpr::getBitCast(&function, byte));
    auto *type = ArrayType::get(byte, table.size());
    new GlobalVariable(module, type, true, GlobalValue::ExternalLinkage, ConstantArray::get(type, table),
                       "__g_functions");
    new GlobalVariable(module, i64, true, GlobalValue::ExternalLinkage, ConstantInt::get(i64, table.size()),
                       "__g_function_count");
  }

  /** __g_main(argc, argv, envp) calls main with as many of them as it takes. */
  void makeEntry() {
    Function *main = module.getFunction("main");
    auto *type = FunctionType::get(i32, {i32, byte, byte}, false);
    auto *entry = Function::Create(type, GlobalValue::ExternalLinkage, "__g_main", module);
    IRBuilder<> builder(BasicBlock::Create(context, "", entry));
    SmallVector<Value *> arguments;
    for (Argument &parameter : main->args()) {
      if (parameter.getArgNo() >= 3 || arguments.size() != parameter.getArgNo())
        break;
      Value *argument = entry->getArg(parameter.getArgNo());
      if (parameter.getType()->isPointerTy() && argument->getType()->isPointerTy())
        argument = builder.CreateBitCast(argument, parameter.getType());
      else if (parameter.getType()->isIntegerTy() && argument->getType()->isIntegerTy())
        argument = builder.CreateSExtOrTrunc(argument, parameter.getType());
      else
        argument = Constant::getNullValue(parameter.getType());
      arguments.push_back(argument);
    }
    builder.CreateCall(main, arguments);
    builder.CreateRet(builder.getInt32(0));
  }

  /** Student symbols must not stand in for those of the C library that the runtime itself uses. */
  static void hide(GlobalObject &object) {
    object.setLinkage(GlobalValue::InternalLinkage);
    object.setVisibility(GlobalValue::DefaultVisibility);
    object.setDSOLocal(true);
    object.setComdat(nullptr);
  }
};

/** The type with its array's length replaced, or null when it is no array of wide enough elements. */
ArrayType *grown(Type *type, uint64_t elements) {
  auto *array = dyn_cast<ArrayType>(type);
  if (!array || array->getNumElements() < 2 || array->getNumElements() >= elements)
    return nullptr;
  Type *element = array->getElementType();
  bool wide = element->isIntegerTy(32) || element->isIntegerTy(64) || element->isStructTy();
  return wide ? ArrayType::get(element, elements) : nullptr;
}

} // namespace

void instrument(Module &module) { Instrumenter(module).run(); }

unsigned growArrays(Module &module, uint64_t elements) {
  unsigned count = 0;
  std::vector<GlobalVariable *> globals;
  for (GlobalVariable &variable : module.globals())
    if (variable.hasInitializer() && variable.getInitializer()->isNullValue() &&
        grown(variable.getValueType(), elements))
      globals.push_back(&variable);
  for (GlobalVariable *old : globals) {
    auto *type = grown(old->getValueType(), elements);
    auto *fresh = new GlobalVariable(module, type, false, GlobalValue::InternalLinkage, ConstantAggregateZero::get(type),
                                     "", old);
    fresh->takeName(old);
    old->replaceAllUsesWith(ConstantExpr::getBitCast(fresh, old->getType()));
    old->eraseFromParent();
    count++;
  }
  for (Function &function : module) {
    std::vector<AllocaInst *> locals;
    for (Instruction &instruction : instructions(function))
      if (auto *local = dyn_cast<AllocaInst>(&instruction))
        if (!local->isArrayAllocation() && grown(local->getAllocatedType(), elements))
          locals.push_back(local);
    for (AllocaInst *local : locals) {
      IRBuilder<> builder(local);
      auto *fresh = builder.CreateAlloca(grown(local->getAllocatedType(), elements));
      local->replaceAllUsesWith(builder.CreateBitCast(fresh, local->getType()));
      local->eraseFromParent();
      count++;
    }
  }
  return count;
}

StringRef runtimeTwin(StringRef name) {
  static const StringMap<StringRef> twins = {
      {"malloc", "__g_malloc"},   {"calloc", "__g_calloc"},       {"realloc", "__g_realloc"},
      {"free", "__g_free"},       {"reallocarray", "__g_reallocarray"},
      {"aligned_alloc", "__g_aligned_alloc"}, {"memalign", "__g_aligned_alloc"},
      {"posix_memalign", "__g_posix_memalign"}, {"malloc_usable_size", "__g_usable_size"},
      {"time", "__g_time"},       {"clock", "__g_clock"},         {"gettimeofday", "__g_gettimeofday"},
      {"clock_gettime", "__g_clock_gettime"}, {"getpid", "__g_getpid"},
      {"getrandom", "__g_getrandom"}, {"getentropy", "__g_getentropy"}, {"arc4random", "__g_arc4random"},
      {"arc4random_uniform", "__g_arc4random_uniform"},
      {"strcmp", "__g_strcmp"},   {"_exit", "__g_exit_now"},  {"_Exit", "__g_exit_now"},      {"quick_exit", "__g_exit_now"},
  };
  auto found = twins.find(name);
  return found == twins.end() ? StringRef() : found->second;
}
