// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/itemmodels/contacttablemodel.h"

#include <QByteArray>

namespace desk {

// The rows of the table in their order, for spreadsheets and programs: UTF-8, full times, numbers with a
// point, empty where something is not known.
[[nodiscard]] QByteArray contactsCsv(const ContactTableModel &model);

} // namespace desk
