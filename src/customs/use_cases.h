// The operations of the customs contract. Every one answers not_found for what this administration may not know of, and
// leaves an audit row (V7); every change publishes one event with the topics carnet:<id> and territory:<code>.
#pragma once
#include "customs/customs.h"

namespace opencarnet::customs {

using edge::Answer;
using edge::Context;
using edge::Input;

/// X2: finds the declaration by its QR, its short form, or carnet and typed code. Refuses qr_of_another_system,
/// qr_damaged, qr_key_unknown; code_unknown (counted per officer, office and carnet, X1; the same for an unknown
/// carnet); declaration_replaced (T7); declaration_for_another_territory. What was found counts as presented (V1).
[[nodiscard]] Result<Answer> scan_code(const Dependencies& dependencies, Context& context, const Input& input);

/// V1: only after it was scanned in this administration. Refuses declaration_replaced when the holder signed anew.
[[nodiscard]] Result<Answer> open_declaration(const Dependencies& dependencies, Context& context, const Input& input);

/// X15; needs If-Match with the version that was opened.
[[nodiscard]] Result<Answer> correct_declaration(const Dependencies& dependencies, Context& context,
                                                 const Input& input);

/// X11: at most once, whoever races; the kernel decides. With If-Match: only what was opened. The event
/// transaction_committed names both transactions where Exit came first (X5).
[[nodiscard]] Result<Answer> commit_transaction(const Dependencies& dependencies, Context& context, const Input& input);

/// X13. Refuses declaration_rejected when this signature was rejected before.
[[nodiscard]] Result<Answer> reject_declaration(const Dependencies& dependencies, Context& context, const Input& input);

/// X14. Refuses cancellation_code_wrong, counted per officer and transaction (X1).
[[nodiscard]] Result<Answer> cancel_transaction(const Dependencies& dependencies, Context& context, const Input& input);

/// X16, for what this administration committed.
[[nodiscard]] Result<Answer> print_receipt(const Dependencies& dependencies, Context& context, const Input& input);

/// V1: carnets presented or transacted in this territory.
[[nodiscard]] Result<Answer> get_carnet(const Dependencies& dependencies, Context& context, const Input& input);
[[nodiscard]] Result<Answer> get_history(const Dependencies& dependencies, Context& context, const Input& input);

/// V3: where this account may act, by name.
[[nodiscard]] Result<Answer> list_offices(const Dependencies& dependencies, Context& context, const Input& input);

/// What this administration committed, newest first.
[[nodiscard]] Result<Answer> list_transactions(const Dependencies& dependencies, Context& context, const Input& input);

}  // namespace opencarnet::customs
