# ODK Collect သုံးသည့် ဖုန်းကိုင်ဆောင်သူအား ပြောသည့် စာများ။
openrosa-received = လက်ခံရရှိပြီး သိမ်းဆည်းပြီးပါပြီ။
openrosa-unknown-device = ဤဖုန်းကို မသိပါ သို့မဟုတ် ပယ်ဖျက်ထားပါသည်။ သင့်အကောင့်၏ “ဖုန်းများ” စာမျက်နှာတွင် ပြန်လည်ချိတ်ဆက်ပါ။
openrosa-problem = { $question }: { $problem }
openrosa-more = … နောက်ထပ် { $count } ခု။
openrosa-no-form = “{ $form }” ပုံစံ ဤနေရာတွင် မရှိပါ။ ဖုန်းရှိ ပုံစံစာရင်းကို ပြန်လည်ရယူပါ။
openrosa-too-large = တစ်ကြိမ်တွင် ပို့နိုင်သည့် { $megabytes } MB ထက် ကြီးနေပါသည်။
