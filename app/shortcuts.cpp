// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shortcuts.h"

#include "models/settings/windowsettings.h"

#include <algorithm>

namespace desk::shortcuts {

namespace {

constexpr const char *standardKeys = "standardKeys";

} // namespace

void apply(const Commands &commands, const WindowSettings &settings)
{
    for (const ActionSource::Command &command : commands) {
        if (!command.action->property(standardKeys).isValid())
            command.action->setProperty(standardKeys, command.action->shortcut());
        const auto chosen = settings.shortcut(command.action->objectName());
        command.action->setShortcut(chosen ? QKeySequence(*chosen, QKeySequence::PortableText)
                                           : standard(*command.action));
    }
}

QKeySequence standard(const QAction &action)
{
    return action.property(standardKeys).value<QKeySequence>();
}

const ActionSource::Command *conflict(const Commands &commands, const QAction &action,
                                      const QKeySequence &keys)
{
    if (keys.isEmpty())
        return nullptr;
    const auto found = std::find_if(commands.begin(), commands.end(), [&](const ActionSource::Command &one) {
        return one.action && one.action != &action && !one.action->shortcut().isEmpty() &&
               (one.action->shortcut().matches(keys) != QKeySequence::NoMatch ||
                keys.matches(one.action->shortcut()) != QKeySequence::NoMatch);
    });
    return found == commands.end() ? nullptr : &*found;
}

} // namespace desk::shortcuts
