# Days seen from today.
calendar-today = ယနေ့
calendar-tomorrow = မနက်ဖြန်
calendar-yesterday = မနေ့က
calendar-in-days = နောက် { $days } ရက်တွင်
calendar-days-ago = လွန်ခဲ့သော { $days } ရက်က
calendar-on-date = { $date } တွင်
calendar-due-today = ယနေ့ နောက်ဆုံးရက်
calendar-due-tomorrow = မနက်ဖြန် နောက်ဆုံးရက်
calendar-due-in-days = နောက်ဆုံးရက်အထိ { $days } ရက် ကျန်
calendar-due-on-date = နောက်ဆုံးရက် { $date }
calendar-days-late = { $days } ရက် နောက်ကျ

# Why a text is not a date or a period.
calendar-empty = ရက်စွဲ မရှိသေးပါ။ နေ့၊ လ၊ နှစ်ကို ရေးပါ၊ ဥပမာ 4/7/2019။
calendar-not-a-date = “{ $text }” သည် ရက်စွဲ မဟုတ်ပါ။ နေ့၊ လ၊ နှစ်ကို ရေးပါ၊ ဥပမာ 4/7/2019 သို့မဟုတ် 4 ก.ค. 2562။
calendar-incomplete = “{ $text }” သည် ရက်စွဲ မပြည့်စုံပါ။ နေ့၊ လ၊ နှစ် အားလုံး ရေးပါ။
calendar-no-such-month = “{ $text }”: { $month } လပိုင်း မရှိပါ။ နေ့ကို အရင်၊ ပြီးလျှင် လ၊ ပြီးလျှင် နှစ်ကို ရေးပါ။
calendar-no-such-day = “{ $text }”: ထိုနှစ် ထိုလတွင် { $day } ရက်နေ့ မရှိပါ။ နေ့ သို့မဟုတ် လကို ပြင်ပါ။
calendar-year-out-of-range = “{ $text }”: { $year } သည် ဗုဒ္ဓသက္ကရာဇ်နှင့်ရော ခရစ်သက္ကရာဇ်နှင့်ပါ မကိုက်ညီပါ။ နှစ်ကို ဂဏန်းလေးလုံးဖြင့် ရေးပါ၊ ဥပမာ 2562 သို့မဟုတ် 2019။
calendar-either-era = “{ $text }” သည် { $common } သို့မဟုတ် { $buddhist } ကို ဆိုလိုနိုင်သည်။ နှစ်ကို ဂဏန်းလေးလုံးဖြင့် ရေးပါ။
calendar-exchanged = “{ $text }” တွင် နေ့နှင့် လ နေရာလွဲနေသည်၊ { $meant } ဖြစ်ဟန်တူသည်။ နေ့ကို အရင်၊ ပြီးလျှင် လ၊ ပြီးလျှင် နှစ်ကို ရေးပါ။
calendar-several-days = “{ $text }” တွင် { $first } မှ { $last } အထိ ရက်များစွာ ပါသည်။ တစ်ရက်တည်း ရေးပါ။
calendar-not-a-period = “{ $text }” သည် ကာလ မဟုတ်ပါ။ 2019, 2019-H2, 2019-Q3 သို့မဟုတ် 2019-07 ဟု ခရစ်နှစ်ဖြင့် ရေးပါ။
