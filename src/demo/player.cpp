#include "demo/player.h"

#include "crypto/jose.h"
#include "demo/papers.h"
#include "issuing/issuing.h"

namespace opencarnet::demo {

using nlohmann::json;

namespace {

std::map<std::string, std::string> of_carnet(std::int64_t carnet_id) {
  return {{"carnet_id", std::to_string(carnet_id)}};
}

}  // namespace

Player::Player(Stage& stage, People& people, const World& world, const std::vector<PlannedCarnet>& plan)
    : stage_(stage), people_(people), world_(world), plan_(plan), lives_(plan.size()) {}

Played Player::play(const Progress& progress) {
  const auto moments = in_order_of_time(plan_);
  std::size_t done = 0;
  for (const auto& moment : moments) {
    const auto& carnet = plan_[moment.carnet];
    const auto& step = carnet.steps[moment.step];
    try {
      play(carnet, lives_[moment.carnet], step);
    } catch (const std::exception& problem) {
      throw std::runtime_error(fmt::format("demo carnet {} ({}), step {} {} {} at {}: {}", carnet.number, carnet.story,
                                           moment.step + 1, name_of(step.act), step.type, to_text(step.at),
                                           problem.what()));
    }
    if (moment.step + 1 == carnet.steps.size() && progress) progress(++done, plan_.size());
  }
  auto played = told();
  played.steps = moments.size();
  return played;
}

void Player::play(const PlannedCarnet& carnet, Life& life, const Step& step) {
  switch (step.act) {
    case Act::create_draft:
      return create_draft(carnet, life, step);
    case Act::issue_carnet:
      return issue_carnet(carnet, life, step);
    case Act::download_carnet:
      return download_carnet(carnet, life, step);
    case Act::sign_carnet:
      return sign_carnet(carnet, life, step);
    case Act::create_travel:
      return create_travel(carnet, life, step);
    case Act::sign_declaration:
      return sign_declaration(carnet, life, step);
    case Act::commit_transaction:
      return commit_transaction(life, step);
    case Act::reject_declaration:
      return reject_declaration(life, step);
    case Act::cancel_transaction:
      return cancel_transaction(life, step);
    case Act::block_carnet:
    case Act::cancel_carnet:
      return issuer_step(carnet, life, step);
    case Act::hold_transaction:
    case Act::order_replacement:
      ++skipped_[std::string(name_of(step.act))];  // the product does not serve them yet
  }
}

void Player::create_draft(const PlannedCarnet& carnet, Life& life, const Step& step) {
  const auto& chamber = people_.chamber(carnet.association_id, step.at);
  const auto draft = draft_of(carnet, world_.holder(carnet.holder_id));
  if (!carnet.carnet_id) {
    life.carnet_id =
        stage_.serve(chamber, step.at, {"nics.create_draft", draft}).body.at("carnet_id").get<std::int64_t>();
    return;
  }
  // The guides show these by their IDs, which lie below those that the system gives out.
  auto context = stage_.context(chamber, step.at, "nics.create_draft");
  const auto begun = issuing::begin_carnet(context, draft, carnet.carnet_id);
  if (!begun) throw Refused("begin_carnet", begun.error());
  life.carnet_id = *begun;
}

void Player::issue_carnet(const PlannedCarnet& carnet, Life& life, const Step& step) {
  const auto answer = stage_.serve(people_.chamber(carnet.association_id, step.at), step.at,
                                   {"nics.issue_carnet", nullptr, of_carnet(life.carnet_id)});
  life.pin = answer.body.at("pin").get<std::string>();
  life.issued = true;
}

void Player::issuer_step(const PlannedCarnet& carnet, Life& life, const Step& step) {
  const auto operation = fmt::format("nics.{}", name_of(step.act));
  if (!stage_.serves(operation)) {
    ++skipped_[std::string(name_of(step.act))];
    return;
  }
  stage_.serve(people_.chamber(carnet.association_id, step.at), step.at,
               {operation, {{"reason", step.reason}}, of_carnet(life.carnet_id)});
  life.over = true;
}

void Player::download_carnet(const PlannedCarnet& carnet, Life& life, const Step& step) {
  const auto& phone = people_.holder(carnet.holder_id, step.at);
  const auto answer =
      stage_.serve(phone.actor, step.at, {"wallet.download_carnet", {{"carnet", carnet.number}, {"pin", life.pin}}});
  const auto opened = crypto::decrypt_jwe(phone.encryption_key, answer.body.at("jwe").get<std::string>());
  if (!opened) throw Refused("decrypt_jwe", opened.error());
  life.to_sign = json::parse(*opened).at("to_sign").get<std::string>();
}

void Player::sign_carnet(const PlannedCarnet& carnet, Life& life, const Step& step) {
  const auto& phone = people_.holder(carnet.holder_id, step.at);
  stage_.serve(phone.actor, step.at,
               {"wallet.sign_carnet",
                {{"signature", crypto::sign_jws(phone.signing_key, life.to_sign)}},
                of_carnet(life.carnet_id)});
}

void Player::create_travel(const PlannedCarnet& carnet, Life& life, const Step& step) {
  const auto& phone = people_.holder(carnet.holder_id, step.at);
  const auto answer =
      stage_.serve(phone.actor, step.at, {"wallet.create_travel", travel_of(step), of_carnet(life.carnet_id)});
  life.travel_id = answer.body.at("travel_id").get<std::string>();
  life.travel_goods = step.goods;
}

json Player::newest_travel(const Phone& phone, const Life& life, Instant at) {
  const auto answer = stage_.serve(phone.actor, at, {"wallet.list_travels", nullptr, of_carnet(life.carnet_id)});
  for (const auto& travel : answer.body.at("travels"))
    if (travel.at("travel_id") == life.travel_id) return travel;
  throw std::runtime_error("the newest travel is not in the list");
}

void Player::sign_declaration(const PlannedCarnet& carnet, Life& life, const Step& step) {
  const auto& phone = people_.holder(carnet.holder_id, step.at);
  const auto travel = newest_travel(phone, life, step.at);
  for (const auto& declaration : travel.at("declarations")) {
    if (declaration.at("state") == "committed") continue;
    const auto id = declaration.at("declaration_id").get<std::string>();
    const auto signature = crypto::sign_jws(phone.signing_key, declaration.at("to_sign").get<std::string>());
    const auto codes = stage_.serve(phone.actor, step.at,
                                    {"wallet.sign_declaration", {{"signature", signature}}, {{"declaration_id", id}}});
    std::erase_if(life.shown, [&](const Shown& old) { return old.declaration_id == id; });
    life.shown.push_back({id, life.travel_id, declaration.at("type").get<std::string>(),
                          declaration.at("country").get<std::string>(), life.travel_goods,
                          codes.body.at("qr").get<std::string>(), codes.body.at("transaction_code").get<std::string>(),
                          codes.body.at("cancellation_code").get<std::string>(), "", ""});
  }
}

Player::Shown& Player::presented(Life& life, const Step& step) {
  // Export and exit are two steps on one declaration (X5).
  const auto type = step.type == "pre_exportation" ? std::string("exportation") : step.type;
  for (auto& shown : life.shown)
    if (!shown.committed && !shown.rejected && shown.type == type && shown.country == step.country &&
        (type == "validation" || step.goods.empty() || shown.goods == step.goods))
      return shown;
  throw std::runtime_error("no signed declaration fits");
}

json Player::opened(const Shown& shown, const Step& step, std::string& version) {
  const auto& officer = people_.officer(step.officer, step.at);
  stage_.serve(officer, step.at, {"customs.scan_code", {{"qr", shown.qr}, {"office_id", step.office_id}}});
  const auto answer =
      stage_.serve(officer, step.at, {"customs.open_declaration", nullptr, {{"declaration_id", shown.declaration_id}}});
  if (const auto etag = answer.headers.find("ETag"); etag != answer.headers.end()) {
    version = etag->second;
    std::erase(version, '"');
  }
  return answer.body;
}

void Player::commit_transaction(Life& life, const Step& step) {
  auto& shown = presented(life, step);
  std::string version;
  const auto checked = opened(shown, step, version);
  const auto answer = stage_.serve(people_.officer(step.officer, step.at), step.at,
                                   {"customs.commit_transaction",
                                    commit_of(step, checked.at("steps")),
                                    {{"declaration_id", shown.declaration_id}},
                                    version});
  if (step.type == "pre_exportation") return;  // the exit is still to come
  shown.committed = true;
  shown.office_id = step.office_id;
  shown.transaction_id = answer.body.at("transactions").back().at("transaction_id").get<std::string>();
}

void Player::reject_declaration(Life& life, const Step& step) {
  auto& shown = presented(life, step);
  std::string version;
  (void)opened(shown, step, version);
  stage_.serve(people_.officer(step.officer, step.at), step.at,
               {"customs.reject_declaration",
                {{"reason", step.reason}, {"office_id", step.office_id}},
                {{"declaration_id", shown.declaration_id}}});
  shown.rejected = true;
}

void Player::cancel_transaction(Life& life, const Step& step) {
  for (auto shown = life.shown.rbegin(); shown != life.shown.rend(); ++shown) {
    if (!shown->committed || shown->type != step.type || shown->office_id != step.office_id) continue;
    stage_.serve(people_.officer(step.officer, step.at), step.at,
                 {"customs.cancel_transaction",
                  {{"cancellation_code", shown->cancellation_code}, {"reason", step.reason}},
                  {{"transaction_id", shown->transaction_id}}});
    shown->committed = false;
    shown->rejected = true;  // the signature is used up
    return;
  }
  throw std::runtime_error("nothing was committed that could be cancelled");
}

namespace {

// One of each kind first, so that the head of the list shows the variety.
void put_one_of_each_first(json& list, const char* kind) {
  std::set<json> seen;
  json first = json::array(), others = json::array();
  for (auto& line : list) (seen.insert(line.at(kind)).second ? first : others).push_back(std::move(line));
  for (auto& line : others) first.push_back(std::move(line));
  list = std::move(first);
}

}  // namespace

Played Player::told() const {
  Played played;
  played.skipped = skipped_;
  for (std::size_t i = 0; i < plan_.size(); ++i) {
    const auto& life = lives_[i];
    if (!life.issued) continue;
    const auto& holder = world_.holder(plan_[i].holder_id);
    played.carnets.push_back({{"carnet_id", life.carnet_id},
                              {"number", plan_[i].number},
                              {"pin", life.pin},
                              {"holder", holder.email},
                              {"story", plan_[i].story}});
    if (life.over) continue;
    for (const auto& shown : life.shown)
      if (!shown.committed && !shown.rejected)
        played.waiting.push_back({{"carnet_id", life.carnet_id},
                                  {"number", plan_[i].number},
                                  {"type", shown.type},
                                  {"country", shown.country},
                                  {"goods", shown.goods},
                                  {"qr", shown.qr},
                                  {"transaction_code", shown.transaction_code},
                                  {"cancellation_code", shown.cancellation_code}});
  }
  put_one_of_each_first(played.carnets, "story");
  put_one_of_each_first(played.waiting, "type");
  return played;
}

}  // namespace opencarnet::demo
