// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionfiles.h"

#include "models/archive/sessionfolder.h"

namespace desk {
namespace {

// No name holds a control character.
std::string keyOf(const SessionFiles::SeriesName &name)
{
    std::string key;
    key.reserve(name.node.size() + name.dst.size() + name.metric.size() + name.labels.size() + 3);
    key.append(name.node)
        .append(1, '\n')
        .append(name.dst)
        .append(1, '\n')
        .append(name.metric)
        .append(1, '\n');
    return key.append(name.labels);
}

} // namespace

SeriesId SessionFiles::File::find(const SeriesName &name, SeriesId likely)
{
    const SessionNames &names = m_reader->names();
    if (const auto same = names.series.find(likely);
        same != names.series.end() && same->second.metric == name.metric &&
        same->second.labels == name.labels && names.node(same->second.entity) == name.node &&
        names.dst(same->second.entity) == name.dst)
        return likely;
    if (m_idsOf != names.series.size()) {
        m_ids.clear();
        for (const auto &[id, one] : names.series)
            m_ids.emplace(keyOf({names.node(one.entity), names.dst(one.entity), one.metric, one.labels}), id);
        m_idsOf = names.series.size();
    }
    const auto found = m_ids.find(keyOf(name));
    return found == m_ids.end() ? noSeries : found->second;
}

void SessionFiles::open(const std::vector<std::filesystem::path> &paths)
{
    for (const std::filesystem::path &path : paths) {
        if (m_files.contains(path))
            continue;
        if (auto reader = SessionReader::open(path))
            m_files.emplace(path, File(*std::move(reader), sessionIdentity(path)));
    }
}

void SessionFiles::follow(const std::vector<std::filesystem::path> &paths)
{
    std::erase_if(m_files,
                  [](const auto &file) { return sessionIdentity(file.first) != file.second.identity(); });
    open(paths);
}

} // namespace desk
