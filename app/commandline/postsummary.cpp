// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postsummary.h"

#include "app/commandline/figures.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace desk {

using Json = nlohmann::ordered_json;

std::string deliveryWords(const PointPoster &poster, const std::string &url, double seconds,
                          std::uint64_t skipped)
{
    const auto &totals = poster.totals();
    const PostAttempts &attempts = poster.attempts();
    const double rate = seconds > 0 ? static_cast<double>(totals.accepted) / seconds : 0;
    std::string text =
        counted(totals.accepted, "point") + " accepted by " + url + " in " + decimal(seconds, 1) + " s (" +
        grouped(static_cast<std::uint64_t>(std::llround(rate))) + "/s), " + grouped(totals.rejected.count()) +
        " rejected, " + counted(skipped, "row") + " skipped";
    if (totals.givenUp > 0)
        text += ", " + grouped(totals.givenUp) + " given up";
    if (totals.retries > 0)
        text += ", " + counted(totals.retries, totals.retries == 1 ? "retry" : "retrie");
    if (attempts.opened() > 0)
        text += ", circuit opened " + counted(attempts.opened(), "time") + ", now " +
                std::string(circuitWord(attempts.state()));
    return text;
}

std::string deadLetterWords(const DeadLetterFile *letters)
{
    if (!letters || letters->count() == 0)
        return {};
    return counted(letters->count(), "dead letter") + " in " + letters->path() +
           "; to send them again: constellation post --stamp file " + letters->path();
}

void addDelivery(Json &json, const PointPoster &poster, const DeadLetterFile *letters, double seconds)
{
    const auto &totals = poster.totals();
    const PostAttempts &attempts = poster.attempts();
    json["points"] = {{"sent", totals.sent},
                      {"accepted", totals.accepted},
                      {"rejected", totals.rejected.count()},
                      {"given_up", totals.givenUp}};
    json["requests"] = totals.requests;
    json["retries"] = totals.retries;
    json["circuit"] = {{"state", circuitWord(attempts.state())}, {"opened", attempts.opened()}};
    if (letters)
        json["dead_letters"] = {{"file", letters->path()}, {"points", letters->count()}};
    json["seconds"] = seconds;
    json["rejected"] = complaintsJson(totals.rejected);
}

Json complaintsJson(const RowComplaints &rows)
{
    Json list = Json::array();
    for (const auto &[file, line, reason] : rows.first())
        list.push_back({{"file", file}, {"line", line}, {"reason", reason}});
    return list;
}

} // namespace desk
