/*
 * What a program could call, decided on its IR: functions reachable from main, from constructors and destructors, and
 * from every address taken on the way. Macros, token pasting, asm labels, weak references and tables of pointers all end as a
 * plain external symbol here; comments, strings and names of the student's own functions never do.
 */
#include "instrument.h"
#include <llvm/ADT/MapVector.h>
#include <llvm/ADT/SetVector.h>
#include <llvm/IR/Constants.h>
#include <llvm/IR/InlineAsm.h>
#include <llvm/IR/InstIterator.h>
#include <llvm/IR/Instructions.h>
#include <llvm/Support/JSON.h>

using namespace llvm;

namespace {

class Reachability {
public:
  explicit Reachability(Module &module) {
    for (const char *root : {"main", "llvm.global_ctors", "llvm.global_dtors"})
      if (GlobalValue *value = module.getNamedValue(root))
        visit(value, nullptr);
    // Functions with the attribute `used` may be found through their section.
    for (const char *root : {"llvm.used", "llvm.compiler.used"})
      if (GlobalValue *value = module.getNamedValue(root))
        visit(value, nullptr);
    while (!pending.empty())
      walk(*pending.pop_back_val());
  }

  /** Reached values, each with the one that led to it. */
  MapVector<GlobalValue *, GlobalValue *> reached;
  std::vector<std::string> assembly;
  std::vector<std::string> systemArguments;

private:
  SmallVector<GlobalValue *> pending;

  void visit(GlobalValue *value, GlobalValue *from) {
    if (reached.insert({value, from}).second)
      pending.push_back(value);
  }

  void visitOperands(User &user, GlobalValue *from) {
    for (Value *operand : user.operand_values()) {
      if (auto *global = dyn_cast<GlobalValue>(operand))
        visit(global, from);
      else if (auto *constant = dyn_cast<Constant>(operand))
        visitOperands(*constant, from);
      else if (auto *code = dyn_cast<InlineAsm>(operand))
        if (StringRef(code->getAsmString()).trim() != "")
          assembly.push_back(code->getAsmString());
    }
  }

  void walk(GlobalValue &value) {
    auto *function = dyn_cast<Function>(&value);
    if (!function) {
      visitOperands(value, &value); // initialisers and aliases
      return;
    }
    visitOperands(*function, function);
    for (Instruction &instruction : instructions(*function)) {
      visitOperands(instruction, function);
      if (auto *call = dyn_cast<CallBase>(&instruction))
        if (call->getCalledOperand()->stripPointerCasts()->getName() == "system")
          systemArguments.push_back(constantText(call->getArgOperand(0)));
    }
  }

  /** The text of a constant string, or "?" when it isn't known before the program runs. */
  static std::string constantText(Value *value) {
    auto *variable = dyn_cast<GlobalVariable>(value->stripInBoundsOffsets());
    if (variable && variable->isConstant() && variable->hasInitializer())
      if (auto *data = dyn_cast<ConstantDataSequential>(variable->getInitializer()))
        if (data->isCString())
          return data->getAsCString().str();
    return "?";
  }
};

json::Array chainTo(GlobalValue *value, const Reachability &reachability) {
  json::Array chain;
  for (GlobalValue *at = value; at && chain.size() < 8;) {
    chain.insert(chain.begin(), at->getName());
    auto found = reachability.reached.find(at);
    at = found == reachability.reached.end() ? nullptr : found->second;
  }
  return chain;
}

bool isReserved(StringRef name) { return name.startswith("__g_"); }

} // namespace

void writeFacts(Module &module, raw_ostream &out) {
  Reachability reachability(module);
  json::Array symbols, sections, unreachable, reserved;
  for (auto &[value, from] : reachability.reached) {
    if (value->isDeclaration() && !value->getName().startswith("llvm."))
      symbols.push_back(json::Object{{"name", value->getName().ltrim('\1')},
                                     {"kind", isa<Function>(value) ? "function" : "variable"},
                                     {"via", chainTo(value, reachability)}});
    if (isa<GlobalIFunc>(value))
      sections.push_back("ifunc");
  }
  for (GlobalValue &value : module.global_values()) {
    if (isReserved(value.getName()))
      reserved.push_back(value.getName());
    if (value.isDeclaration() && isa<Function>(value) && !reachability.reached.count(&value) &&
        !value.getName().startswith("llvm."))
      unreachable.push_back(value.getName().ltrim('\1'));
    auto *object = dyn_cast<GlobalObject>(&value);
    if (object && object->hasSection() && !object->getName().startswith("llvm."))
      sections.push_back(object->getSection());
  }
  if (StringRef(module.getModuleInlineAsm()).trim() != "")
    reachability.assembly.push_back(module.getModuleInlineAsm());
  out << json::Value(json::Object{
             {"symbols", std::move(symbols)},
             {"unreachable", std::move(unreachable)},
             {"assembly", json::Array(reachability.assembly)},
             {"sections", std::move(sections)},
             {"reserved", std::move(reserved)},
             {"systemArguments", json::Array(reachability.systemArguments)},
         })
      << "\n";
}
