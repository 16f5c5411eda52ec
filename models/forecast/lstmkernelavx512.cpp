// SPDX-License-Identifier: GPL-3.0-or-later
#define DESK_LSTM_KERNEL runLstmAvx512
#define DESK_LSTM_EIGEN EigenForAvx512
#include "models/forecast/lstmkernelcode_p.h"
